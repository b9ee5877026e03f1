package article

import (
	"bytes"
	"mime"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
)

// The byte-order marks that declare a charset by themselves.
const (
	utf8Mark    = "\xef\xbb\xbf"
	utf16LEMark = "\xff\xfe"
	utf16BEMark = "\xfe\xff"
)

// toUTF8 returns data as UTF-8 without a byte-order mark. A mark is believed
// before the parameters of the content type ("charset=windows-1251"); where
// neither declares another charset, data must be UTF-8 and is not copied.
func toUTF8(data []byte, parameters string) ([]byte, error) {
	if text, marked := bytes.CutPrefix(data, []byte(utf8Mark)); marked {
		return checkUTF8(text)
	}
	if bytes.HasPrefix(data, []byte(utf16LEMark)) || bytes.HasPrefix(data, []byte(utf16BEMark)) {
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err != nil {
			return nil, fail(FormatUnknown, ReasonInvalidUTF8, "UTF-16: %w", err)
		}
		return text, nil
	}
	charset, err := declaredCharset(parameters)
	if err != nil {
		return nil, err
	}
	if charset == "" || strings.EqualFold(charset, "utf-8") {
		return checkUTF8(data)
	}
	encoding, err := htmlindex.Get(charset)
	if err != nil {
		return nil, fail(FormatUnknown, ReasonCharset, "%.100q", charset)
	}
	text, err := encoding.NewDecoder().Bytes(data)
	if err != nil {
		return nil, fail(FormatUnknown, ReasonInvalidUTF8, "not in its charset %.100q: %w", charset, err)
	}
	return checkUTF8(text)
}

// declaredCharset returns the charset among the parameters of a content type.
func declaredCharset(parameters string) (string, error) {
	if parameters == "" {
		return "", nil
	}
	_, values, err := mime.ParseMediaType("text/plain;" + parameters)
	if err != nil {
		return "", fail(FormatUnknown, ReasonCharset, "content type parameters %.100q: %w", parameters, err)
	}
	return values["charset"], nil
}

func checkUTF8(data []byte) ([]byte, error) {
	if utf8.Valid(data) {
		return data, nil
	}
	offset := 0
	for {
		r, size := utf8.DecodeRune(data[offset:])
		if r == utf8.RuneError && size <= 1 {
			return nil, fail(FormatUnknown, ReasonInvalidUTF8, "byte %d; declare the charset if it is another", offset)
		}
		offset += size
	}
}
