// Package gazetteer knows the actors of diplomacy and what wires call them:
// states and territories, intergovernmental bodies, capitals, seats of
// government and other places, in all languages of Dragoman.
//
// The knowledge is data, not code: tables of tab-separated lines that are
// embedded and read by [Load]. Lines that begin with # are comments; the others
// are sorted by bytes (LC_ALL=C sort) and checked by [Gazetteer.Lint]. The
// tables of phrases share four columns:
//
//	languages   BCP 47 primary tags joined by commas, or "mul" for every language
//	codes       what the phrase means; several, divided by spaces, in groups.tsv, railways.tsv and treaties.tsv; "-" in masks.tsv,
//	            and in treaties.tsv for a treaty with many parties
//	phrase      as running text has it, at most eight words
//	flags       none, or "exact", "apart" and one of the ambiguity words (see [Entry]);
//	            in treaties.tsv the instrument and its sectors
//
// names.gen.tsv is generated from the Unicode CLDR; a line of names.tsv with the
// same language and, but for case and accents, the same phrase takes its place.
//
// officeholders.tsv has columns of its own, told at its head. givennames.tsv lists
// the spellings of given names, which [LoadHolders] puts into the full names.
package gazetteer

//go:generate go run ./internal/cldrgen
