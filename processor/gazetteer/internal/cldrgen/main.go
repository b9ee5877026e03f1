// Command cldrgen writes names.gen.tsv: the names of all territories, of the
// European Union and of the United Nations in the gazetteer's languages, from
// the Unicode CLDR package that npm distributes.
//
// It runs "npm pack" for the pinned version, or reads a tarball given with
// -tarball, and refuses one whose digest is not the pinned one.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// The pinned source. The digest is the "integrity" that npm shows for the version.
const (
	pkg       = "cldr-localenames-full"
	version   = "48.2.0"
	integrity = "sha512-4o0paYDz0UXhfhChAVFkmVl2CP0YTSEqE6WrC0fNafaSC5u5DAXphxH3SZ1Ujczarikr8DToKZfiok6EqWLdNQ=="
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("cldrgen: ")
	tarball := flag.String("tarball", "", "package `file` to read instead of running npm pack")
	states := flag.String("states", "states.tsv", "`file` that maps alpha-2 to alpha-3 codes")
	out := flag.String("out", "names.gen.tsv", "`file` to write")
	flag.Parse()
	if err := run(*tarball, *states, *out); err != nil {
		log.Fatal(err)
	}
}

func run(tarball, states, out string) error {
	codes, err := readCodes(states)
	if err != nil {
		return fmt.Errorf("codes of the states: %w", err)
	}
	if tarball == "" {
		dir, err := os.MkdirTemp("", "cldrgen")
		if err != nil {
			return err
		}
		defer os.RemoveAll(dir)
		if tarball, err = npmPack(dir); err != nil {
			return err
		}
	}
	locales, err := readPackage(tarball)
	if err != nil {
		return fmt.Errorf("package %s: %w", filepath.Base(tarball), err)
	}
	return os.WriteFile(out, render(names(locales, codes)), 0o644)
}

// npmPack fetches the pinned package into dir and gives the tarball's path.
func npmPack(dir string) (string, error) {
	cmd := exec.Command("npm", "pack", "--silent", pkg+"@"+version)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	name, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("npm pack %s@%s: %w", pkg, version, err)
	}
	return filepath.Join(dir, strings.TrimSpace(string(name))), nil
}

// readCodes gives alpha-3 codes by alpha-2 code, and the two bodies that CLDR names.
func readCodes(file string) (map[string]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	codes := map[string]string{"EU": "EU", "UN": "UN"}
	for line := range strings.Lines(string(text)) {
		if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) >= 2 && !strings.HasPrefix(line, "#") {
			codes[f[1]] = f[0]
		}
	}
	return codes, nil
}
