package alert

import (
	"slices"
	"strings"
	"unicode"
)

// marks are the parts of a text that translations share: acronyms of three and more
// capitals (CEPA) and numbers that are hardly met by chance (1.2, 500). Numbers are
// the same with a decimal comma. Dates, years and the names of agencies are no marks.
func marks(text string) []string {
	var found []string
	for _, word := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != ',' && r != '/' && r != '-'
	}) {
		word = strings.Trim(word, ".,/-")
		switch {
		case isAcronym(word), isFigure(word):
			found = append(found, strings.ReplaceAll(word, ",", "."))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

func isAcronym(word string) bool {
	letters := 0
	for _, r := range word {
		switch {
		case 'A' <= r && r <= 'Z':
			letters++
		case r != '-':
			return false
		}
	}
	return letters >= 3 && letters <= 8 && !slices.Contains(common, word)
}

// common are capitals that say nothing of an agreement: currencies, agencies, and the
// word for a memorandum.
var common = []string{
	"AFP", "ANTARA", "BERNAMA", "DPR", "EUR", "IDR", "MOU", "MYR", "NATO", "PBB", "REUTERS", "RMB", "TASS", "UAE", "USA", "USD", "XINHUA",
}

// isFigure tells a decimal number, and a whole one of three digits or more that is no year.
func isFigure(word string) bool {
	digits, points := 0, 0
	for _, r := range word {
		switch {
		case '0' <= r && r <= '9':
			digits++
		case r == '.' || r == ',':
			points++
		default:
			return false
		}
	}
	isYear := digits == 4 && points == 0 && (word[:2] == "19" || word[:2] == "20")
	return points == 1 && digits >= 2 || points == 0 && digits >= 3 && !isYear
}
