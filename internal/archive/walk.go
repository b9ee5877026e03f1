package archive

import (
	"errors"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"
)

// stdin is the path that stands for standard input.
const stdin = "-"

// regularFile is a file that was found to be one, or standard input.
type regularFile struct{ name string }

// files yields the files to read, or an *Error for what is not one. It lists one
// folder at a time, so that its memory does not grow with the archive.
func (a *Archive) files() iter.Seq2[regularFile, error] {
	return func(yield func(regularFile, error) bool) {
		for _, path := range a.paths {
			for _, root := range matches(path) {
				if !walk(root, yield) {
					return
				}
			}
		}
	}
}

// matches returns the paths that a pattern stands for, sorted. What exists is no
// pattern; one that matches nothing stands for itself, to be reported.
func matches(path string) []string {
	if _, err := os.Lstat(path); err == nil || !strings.ContainsAny(path, "*?[") {
		return []string{path}
	}
	found, err := filepath.Glob(path)
	if err != nil || len(found) == 0 {
		return []string{path}
	}
	return found
}

// walk yields the files of one path that was named as an archive. A path may be a
// symbolic link; files in folders may be, too, but a link to a folder is not
// followed: it could lead round in a circle.
func walk(root string, yield func(regularFile, error) bool) bool {
	if root == stdin {
		return yield(regularFile{stdin}, nil)
	}
	info, err := os.Stat(root)
	switch {
	case err != nil:
		return yield(regularFile{}, &Error{root, ReasonUnreadable, withoutPath(err)})
	case info.Mode().IsRegular():
		return yield(regularFile{root}, nil)
	case !info.IsDir():
		return yield(regularFile{}, notRegular(root, info.Mode()))
	}
	// Behind its separator a link is the folder that it leads to.
	top := strings.TrimRight(root, string(filepath.Separator)) + string(filepath.Separator)
	more := true
	// The error is always nil: the function reports errors by yield.
	_ = filepath.WalkDir(top, func(path string, entry fs.DirEntry, err error) error {
		if path != top && strings.HasPrefix(entry.Name(), ".") { // hidden
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		switch {
		case err != nil:
			more = yield(regularFile{}, &Error{path, ReasonUnreadable, withoutPath(err)})
		case !entry.IsDir():
			more = yield(regularFile{path}, check(path))
		}
		switch {
		case !more:
			return fs.SkipAll
		case err != nil:
			return fs.SkipDir
		}
		return nil
	})
	return more
}

// check returns an error for an entry of a folder that is no file to read.
func check(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return &Error{path, ReasonUnreadable, withoutPath(err)}
	case !info.Mode().IsRegular():
		return notRegular(path, info.Mode())
	}
	if _, known := knownContainer(path); !known {
		return unknownType(path)
	}
	return nil
}

func notRegular(path string, mode fs.FileMode) error {
	what := "a special file"
	if mode.IsDir() {
		what = "a link to a folder; name the folder itself to have it read"
	}
	return &Error{path, ReasonNotRegular, errors.New(what)}
}
