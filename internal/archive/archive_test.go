package archive

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

func gzipped(t *testing.T, data string) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func zstandard(t *testing.T, data string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(data), nil))
}

// tree writes files under a new folder and returns it.
func tree(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// list renders records and errors as lines, without the folder that they are in.
func list(t *testing.T, root string, records iter.Seq2[Record, error]) []string {
	t.Helper()
	var lines []string
	for r, err := range records {
		line := fmt.Sprintf("%s %s %.40q", r.Name, r.ContentType, r.Data)
		if err != nil {
			var bad *Error
			if !errors.As(err, &bad) {
				t.Fatalf("%T, want an *Error: %v", err, err)
			}
			line = fmt.Sprintf("%s %s", bad.Place, bad.Reason)
		}
		lines = append(lines, strings.ReplaceAll(line, root+string(filepath.Separator), ""))
	}
	return lines
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("read\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}

func TestRecordsOfAFolder(t *testing.T) {
	root := tree(t, map[string]string{
		"b/story.txt":       "Met.\n",
		"b/more.jsonl":      "{\"id\":1}\n\n  \r\n{\"id\":2}\r\n{\"id\":3}",
		"a.json":            "{\n  \"id\": 4\n}\n",
		"lines.json":        "{\"id\":5}\n{\"id\":6}\n",
		"one-line.json":     "{\"id\":7}\n",
		"packed.JSONL.GZ":   gzipped(t, "{\"id\":8}\n") + gzipped(t, "{\"id\":9}\n"),
		"packed.txt.zst":    zstandard(t, "Packed."),
		"misnamed.txt":      gzipped(t, "Packed all the same."),
		"README.md":         "no wire",
		".hidden/story.txt": "unseen",
		".hidden.txt":       "unseen",
		"empty.jsonl":       "",
		"empty.txt":         "",
	})
	want := []string{
		`README.md unknown_type`,
		`a.json application/json "{\n  \"id\": 4\n}\n"`,
		`b/more.jsonl:1 application/json "{\"id\":1}"`,
		`b/more.jsonl:4 application/json "{\"id\":2}"`,
		`b/more.jsonl:5 application/json "{\"id\":3}"`,
		`b/story.txt text/plain "Met.\n"`,
		`empty.txt text/plain ""`,
		`lines.json:1 application/json "{\"id\":5}"`,
		`lines.json:2 application/json "{\"id\":6}"`,
		`misnamed.txt text/plain "Packed all the same."`,
		`one-line.json:1 application/json "{\"id\":7}"`,
		`packed.JSONL.GZ:1 application/json "{\"id\":8}"`,
		`packed.JSONL.GZ:2 application/json "{\"id\":9}"`,
		`packed.txt.zst text/plain "Packed."`,
	}
	a := New([]string{root}, Options{})
	expect(t, list(t, root, a.Records()), want...)
	if a.BytesRead() != a.Size() || a.Size() == 0 {
		t.Errorf("%d of %d bytes read", a.BytesRead(), a.Size())
	}
	expect(t, list(t, root, a.Records()), want...) // the same again
}

func TestRecordsOfPathsInTheirOrder(t *testing.T) {
	root := tree(t, map[string]string{"z.txt": "z", "a.txt": "a", "feed.wire": "{\"id\":1}\n{\"id\":2}"})
	path := func(name string) string { return filepath.Join(root, name) }
	a := New([]string{path("z.txt"), path("missing.txt"), path("feed.wire"), path("a.txt")}, Options{})
	expect(t, list(t, root, a.Records()),
		`z.txt text/plain "z"`,
		`missing.txt unreadable`,
		`feed.wire:1 application/json "{\"id\":1}"`,
		`feed.wire:2 application/json "{\"id\":2}"`,
		`a.txt text/plain "a"`,
	)
}

func TestLinksAndSpecialFiles(t *testing.T) {
	root := tree(t, map[string]string{"real/story.txt": "Met."})
	for link, target := range map[string]string{
		"real/again.txt": "story.txt", "real/up": "..", "real/round.txt": "round.txt", "way-in": "real",
	} {
		if err := os.Symlink(target, filepath.Join(root, link)); err != nil {
			t.Fatal(err)
		}
	}
	if err := syscall.Mkfifo(filepath.Join(root, "real", "pipe.txt"), 0o600); err != nil {
		t.Fatal(err)
	}
	want := []string{
		`real/again.txt text/plain "Met."`,
		`real/pipe.txt not_regular`,
		`real/round.txt unreadable`,
		`real/story.txt text/plain "Met."`,
		`real/up not_regular`,
	}
	expect(t, list(t, root, New([]string{filepath.Join(root, "real")}, Options{}).Records()), want...)
	for i := range want {
		want[i] = strings.Replace(want[i], "real", "way-in", 1)
	}
	expect(t, list(t, root, New([]string{filepath.Join(root, "way-in")}, Options{}).Records()), want...)
	expect(t, list(t, root, New([]string{filepath.Join(root, "real", "pipe.txt")}, Options{}).Records()), `real/pipe.txt not_regular`)
}

func TestBadItemsDoNotStopTheRest(t *testing.T) {
	long := strings.Repeat("x", 1<<20)
	packed := gzipped(t, "{\"id\":1}\n{\"id\":2}\n"+strings.Repeat("{\"id\":3}\n", 5000))
	root := tree(t, map[string]string{
		"1.jsonl":     "{\"id\":1}\n" + long + "\n{\"id\":2}\n" + long,
		"2.txt":       long,
		"3.jsonl.gz":  packed[:len(packed)-9],
		"4.txt.gz":    "\x1f\x8bnot gzip at all",
		"5.txt.zst":   zstandard(t, "Met.")[:9],
		"6.jsonl.zst": "\x28\xb5\x2f\xfd" + long,
		"7.txt":       "Met.",
	})
	var got []string
	for _, line := range list(t, root, New([]string{root}, Options{MaxRecordBytes: 64}).Records()) {
		if !strings.HasSuffix(line, `"{\"id\":3}"`) {
			got = append(got, line)
		}
	}
	expect(t, got,
		`1.jsonl:1 application/json "{\"id\":1}"`,
		`1.jsonl:2 too_large`,
		`1.jsonl:3 application/json "{\"id\":2}"`,
		`1.jsonl:4 too_large`,
		`2.txt too_large`,
		`3.jsonl.gz:1 application/json "{\"id\":1}"`,
		`3.jsonl.gz:2 application/json "{\"id\":2}"`,
		got[min(len(got)-1, 7)], // where the cut shows depends on the block
		`4.txt.gz corrupt`,
		`5.txt.zst truncated`,
		`6.jsonl.zst corrupt`,
		`7.txt text/plain "Met."`,
	)
	if !strings.HasPrefix(got[7], "3.jsonl.gz:") || !strings.HasSuffix(got[7], " truncated") {
		t.Errorf("the cut file ends with %q", got[7])
	}
}

// TestBombsAreRefused unpacks files that grow a thousand times and more.
func TestBombsAreRefused(t *testing.T) {
	zeros := strings.Repeat("\x00", bombBytes+1<<20)
	root := tree(t, map[string]string{"a.jsonl.gz": gzipped(t, zeros), "b.txt.zst": zstandard(t, zeros), "c.txt": "Met."})
	expect(t, list(t, root, New([]string{root}, Options{MaxRecordBytes: 2 * bombBytes}).Records()),
		`a.jsonl.gz:1 bomb`, `b.txt.zst bomb`, `c.txt text/plain "Met."`)
}

func TestRecordsStopsWhenTold(t *testing.T) {
	root := tree(t, map[string]string{"a.jsonl": "{}\n{}\n{}\n", "b.jsonl": "{}\n", "c.md": ""})
	for stop := 1; stop <= 5; stop++ {
		n := 0
		for range New([]string{root, root}, Options{}).Records() { //nolint:errcheck // an error counts as an item here
			if n++; n == stop {
				break
			}
		}
		if n != stop {
			t.Errorf("read %d, want %d", n, stop)
		}
	}
}

func TestReadAStream(t *testing.T) {
	got := list(t, "no folder", Read("-", strings.NewReader(gzipped(t, "{\"id\":1}\n{\"id\":2}\n")), Options{}))
	expect(t, got, `-:1 application/json "{\"id\":1}"`, `-:2 application/json "{\"id\":2}"`)
}

func TestJSONInLinesOrWhole(t *testing.T) {
	for _, c := range []struct {
		name, data string
		want       []string
	}{
		{"one line", `{"id":1}`, []string{`x.json:1 application/json "{\"id\":1}"`}},
		{"the first line broken", "{\"id\":1\n{\"id\":2}\n", []string{`x.json:1 application/json "{\"id\":1"`, `x.json:2 application/json "{\"id\":2}"`}},
		{"laid out", "{\n\"id\": 1\n}", []string{`x.json application/json "{\n\"id\": 1\n}"`}},
		{"laid out densely", "{\"bodies\": [\n{}]}", []string{`x.json application/json "{\"bodies\": [\n{}]}"`}},
		{"an array", "[\n{}]", []string{`x.json application/json "[\n{}]"`}},
		{"empty", "", []string{`x.json application/json ""`}},
		{"a first line too long", `{"id":"` + strings.Repeat("x", 100) + "\"}\n{}", []string{`x.json too_large`}},
	} {
		t.Run(c.name, func(t *testing.T) {
			expect(t, list(t, "no folder", Read("x.json", strings.NewReader(c.data), Options{MaxRecordBytes: 64})), c.want...)
		})
	}
}

// TestLinesOfAStreamDoNotWait reads from a pipe whose other end stays open.
func TestLinesOfAStreamDoNotWait(t *testing.T) {
	r, w := io.Pipe()
	go func() { _, _ = io.WriteString(w, "{\"id\":1}\n") }()
	for record, err := range Read("stdin", r, Options{}) {
		if record.Name != "stdin:1" || err != nil {
			t.Errorf("record %q, error %v", record.Name, err)
		}
		break
	}
}

// FuzzRead reads any bytes under any name: no panic, and no record beyond the limit.
func FuzzRead(f *testing.F) {
	f.Add("a.jsonl", []byte("{\"id\":1}\n{\"id\":2}"))
	f.Add("a.json.gz", []byte("\x1f\x8b\x08\x00"))
	f.Add("a.txt.zst", []byte("\x28\xb5\x2f\xfd\x04\x00"))
	f.Add("a.txt.xz", []byte("\xfd7zXZ\x00\x00\x04"))
	f.Add("a.bz2", []byte("BZh9"))
	f.Add("a.zip", []byte("PK\x03\x04"))
	f.Add("a.tar", bytes.Repeat([]byte{0}, 1024))
	f.Add("a.warc", []byte(page(htmlType, "<p>One.")+pageOff(htmlType, "<p>Two.", 7)))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		for r, err := range Read(name, bytes.NewReader(data), Options{MaxRecordBytes: 100}) {
			if len(r.Data) > 100 || (err == nil) != (r.Data != nil) {
				t.Fatalf("record %q of %d bytes, error %v", r.Name, len(r.Data), err)
			}
		}
	})
}
