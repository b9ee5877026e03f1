package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// locale is what CLDR says about territories in one locale: alpha-2 code,
// perhaps with a suffix such as "-alt-short", to name.
type locale map[string]string

// sources lists the CLDR locales that make up each of the gazetteer's languages.
var sources = map[string][]string{
	"ar": {"ar"}, "de": {"de"}, "en": {"en"}, "es": {"es"}, "fa": {"fa"}, "fr": {"fr"}, "hi": {"hi"}, "id": {"id"}, "ja": {"ja"},
	"kk": {"kk"}, "ko": {"ko"}, "ms": {"ms"}, "pt": {"pt", "pt-PT"}, "ru": {"ru"}, "tr": {"tr"}, "vi": {"vi"}, "zh": {"zh", "zh-Hant"},
}

// readPackage checks the tarball's digest and reads the territories of every locale in sources.
func readPackage(file string) (map[string]locale, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	sum := sha512.Sum512(data)
	if got := "sha512-" + base64.StdEncoding.EncodeToString(sum[:]); got != integrity {
		return nil, fmt.Errorf("digest is %s, want %s of %s@%s", got, integrity, pkg, version)
	}
	unzipped, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	var want []string
	for _, s := range sources {
		want = append(want, s...)
	}
	locales := map[string]locale{}
	for archive := tar.NewReader(unzipped); ; {
		header, err := archive.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		tag, ok := strings.CutSuffix(header.Name, "/territories.json")
		tag = strings.TrimPrefix(tag, "package/main/")
		if !ok || !slices.Contains(want, tag) {
			continue
		}
		if locales[tag], err = readLocale(archive, tag); err != nil {
			return nil, fmt.Errorf("%s: %w", header.Name, err)
		}
	}
	for _, tag := range want {
		if len(locales[tag]) == 0 {
			return nil, fmt.Errorf("no territories for locale %s", tag)
		}
	}
	return locales, nil
}

func readLocale(r io.Reader, tag string) (locale, error) {
	var doc struct {
		Main map[string]struct {
			LocaleDisplayNames struct {
				Territories locale `json:"territories"`
			} `json:"localeDisplayNames"`
		} `json:"main"`
	}
	if err := json.NewDecoder(r).Decode(&doc); err != nil {
		return nil, err
	}
	return doc.Main[tag].LocaleDisplayNames.Territories, nil
}
