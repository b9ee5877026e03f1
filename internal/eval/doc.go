// Package eval measures the engine against annotated articles, as section 6 of
// the project's codebook says: strict and lenient precision, recall and F1 over
// all articles, by type and by language; status and date accuracy over the
// matched events; and how many articles without an event were kept clean.
//
// Score is a pure function of annotations and predictions. The fixtures in
// testdata/score hold it to the reference scorer's output, byte for byte.
package eval
