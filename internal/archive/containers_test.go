package archive

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/ulikunitz/xz"
)

// entry is one entry of a tar or zip.
type entry struct{ name, data string }

func tarred(t *testing.T, entries ...entry) string {
	t.Helper()
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	for _, e := range entries {
		header := &tar.Header{Name: e.name, Mode: 0o644, Size: int64(len(e.data)), Typeflag: tar.TypeReg}
		if strings.HasSuffix(e.name, "/") {
			header.Typeflag = tar.TypeDir
		}
		if target, link := strings.CutPrefix(e.data, "-> "); link {
			header.Typeflag, header.Linkname, header.Size = tar.TypeSymlink, target, 0
			e.data = ""
		}
		if err := w.WriteHeader(header); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, e.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func zipped(t *testing.T, entries ...entry) string {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, e := range entries {
		f, err := w.Create(e.name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, e.data); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func xzPacked(t *testing.T, data string) string {
	t.Helper()
	var out bytes.Buffer
	w, err := xz.NewWriter(&out)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func read(t *testing.T, name, data string) []string {
	t.Helper()
	return list(t, "no folder", Read(name, strings.NewReader(data), Options{}))
}

func TestTar(t *testing.T) {
	data := tarred(t,
		entry{"wires/", ""},
		entry{"wires/a.txt", "Met."},
		entry{"wires/b.jsonl.gz", gzipped(t, "{\"id\":1}\n{\"id\":2}\n")},
		entry{"wires/c.dat", "what is this"},
		entry{".DS_Store", "x"},
		entry{"__MACOSX/wires/a.txt", "x"},
		entry{"wires/link.txt", "-> /etc/passwd"},
		entry{"../../etc/cron.d/evil.txt", "Not written anywhere."},
		entry{"/abs.txt", "Absolute."},
		entry{"wires/d.nitf", "<nitf/>"},
	)
	want := []string{
		`x.tar/wires/a.txt text/plain "Met."`,
		`x.tar/wires/b.jsonl.gz:1 application/json "{\"id\":1}"`,
		`x.tar/wires/b.jsonl.gz:2 application/json "{\"id\":2}"`,
		`x.tar/wires/c.dat unknown_type`,
		`x.tar/wires/link.txt not_regular`,
		`x.tar/../../etc/cron.d/evil.txt bad_name`,
		`x.tar//abs.txt bad_name`,
		`x.tar/wires/d.nitf application/xml "<nitf/>"`,
	}
	expect(t, read(t, "x.tar", data), want...)
	for i := range want {
		want[i] = strings.Replace(want[i], "x.tar", "stdin", 1)
	}
	expect(t, read(t, "stdin", gzipped(t, data)), want...) // told by its bytes
}

func TestZip(t *testing.T) {
	data := zipped(t,
		entry{"wires/", ""},
		entry{"wires/a.html", "<p>Met."},
		entry{"inner.tar", tarred(t, entry{"b.txt", "Deeper."})},
		entry{"inner.zip", zipped(t, entry{"c.txt", "Deeper."})},
		entry{`..\evil.txt`, "Not written anywhere."},
	)
	want := []string{
		`x.zip/wires/a.html text/html "<p>Met."`,
		`x.zip/inner.tar/b.txt text/plain "Deeper."`,
		`x.zip/inner.zip/c.txt text/plain "Deeper."`,
		`x.zip/..\\evil.txt bad_name`,
	}
	expect(t, read(t, "x.zip", data), want...)
	root := tree(t, map[string]string{"x.zip": data}) // now by random access
	a := New([]string{root}, Options{})
	expect(t, list(t, root, a.Records()), want...)
	if a.BytesRead() != a.Size() {
		t.Errorf("%d of %d bytes read", a.BytesRead(), a.Size())
	}
}

func TestCompressions(t *testing.T) {
	bz2, err := os.ReadFile(filepath.Join("testdata", "lines.jsonl.bz2"))
	if err != nil {
		t.Fatal(err)
	}
	lines := "{\"id\":1}\n{\"id\":2}\n"
	for name, data := range map[string]string{
		"x.jsonl.gz": gzipped(t, lines), "x.jsonl.zst": zstandard(t, lines), "x.jsonl.bz2": string(bz2),
		"x.jsonl.xz": xzPacked(t, "{\"id\":1}\n") + xzPacked(t, "{\"id\":2}\n"), "x.jsonl": lines,
	} {
		expect(t, read(t, name, data), name+`:1 application/json "{\"id\":1}"`, name+`:2 application/json "{\"id\":2}"`)
	}
	tarFile := tarred(t, entry{"a.txt", "Met."})
	for name, data := range map[string]string{"x.tgz": gzipped(t, tarFile), "x.txz": xzPacked(t, tarFile), "x.tar.zst": zstandard(t, tarFile)} {
		expect(t, read(t, name, data), name+`/a.txt text/plain "Met."`)
	}
}

func TestNestingIsBounded(t *testing.T) {
	data := "Met."
	for range maxNesting {
		data = gzipped(t, data)
	}
	expect(t, read(t, "x.txt", data), `x.txt text/plain "Met."`)
	expect(t, read(t, "x.txt", gzipped(t, data)), `x.txt too_deep`)
	quine := zipped(t, entry{"r.zip", zipped(t, entry{"r.zip", zipped(t, entry{"r.zip", zipped(t, entry{"r.zip", zipped(t, entry{"a.txt", "x"})})})})})
	expect(t, read(t, "r.zip", quine), `r.zip/r.zip/r.zip/r.zip/r.zip/a.txt too_deep`)
}

func TestPatternsAndStandardInput(t *testing.T) {
	root := tree(t, map[string]string{"2024-01.txt": "Jan", "2024-02.txt": "Feb", "2025-01.txt": "later", "[odd].txt": "Odd."})
	path := func(name string) string { return filepath.Join(root, name) }
	a := New([]string{path("2024-*.txt"), path("[odd].txt"), path("1999-*.txt"), "-"}, Options{Stdin: strings.NewReader("{\"id\":1}\n{\"id\":2}\n")})
	if a.Size() != 0 {
		t.Errorf("size %d, but that of standard input is not known", a.Size())
	}
	expect(t, list(t, root, a.Records()),
		`2024-01.txt text/plain "Jan"`,
		`2024-02.txt text/plain "Feb"`,
		`[odd].txt text/plain "Odd."`,
		`1999-*.txt unreadable`,
		`stdin:1 application/json "{\"id\":1}"`,
		`stdin:2 application/json "{\"id\":2}"`,
	)
}

// TestBrokenContainers cuts and spoils archives: what stands before the damage is
// read, and what follows where that can be found.
func TestBrokenContainers(t *testing.T) {
	whole := tarred(t, entry{"a.txt", "Met."}, entry{"b.txt", strings.Repeat("x", 2000)}, entry{"c.txt", "Later."})
	expect(t, read(t, "x.tar", whole[:2000]), `x.tar/a.txt text/plain "Met."`, `x.tar/b.txt truncated`)
	spoilt := []byte(whole)
	spoilt[1024+148] ^= 1 // the second header's checksum
	expect(t, read(t, "x.tar", string(spoilt)), `x.tar/a.txt text/plain "Met."`, `x.tar:2 corrupt`)

	archive := []byte(zipped(t, entry{"a.txt", strings.Repeat("Met. ", 20)}, entry{"b.txt", "Later."}))
	at := bytes.Index(archive, []byte("a.txt")) + len("a.txt")
	archive[at] ^= 0xff // the first entry's data
	expect(t, read(t, "x.zip", string(archive)), `x.zip/a.txt corrupt`, `x.zip/b.txt text/plain "Later."`)
	expect(t, read(t, "x.zip", string(archive[:len(archive)-10])), `x.zip corrupt`)

	gz := gzipped(t, whole)
	got := read(t, "x.tar.gz", gz[:len(gz)-20])
	if last := got[len(got)-1]; !strings.HasSuffix(last, " truncated") {
		t.Errorf("a cut file ends with %q", last)
	}
}

// TestBombsInContainersAreRefused unpacks what grows a thousand times and more, by
// itself or by being nested.
func TestBombsInContainersAreRefused(t *testing.T) {
	zeros := strings.Repeat("\x00", bombBytes+1<<20)
	options := Options{MaxRecordBytes: 2 * bombBytes}
	list := func(name, data string) []string {
		return list(t, "no folder", Read(name, strings.NewReader(data), options))
	}
	expect(t, list("x.zip", zipped(t, entry{"a.txt", zeros})), `x.zip/a.txt bomb`)
	expect(t, list("x.txt.gz", gzipped(t, gzipped(t, zeros))), `x.txt.gz bomb`)
	// No entry is a bomb by itself, but all together are.
	eighth := zeros[:len(zeros)/8]
	var entries []entry
	for name := range strings.FieldsSeq("1 2 3 4 5 6 7 8") {
		entries = append(entries, entry{name + ".txt", eighth})
	}
	if got := list("x.zip", zipped(t, entries...)); got[len(got)-1] != `x.zip/8.txt bomb` {
		t.Errorf("read %.100q", got)
	}
	wide := []byte(xzPacked(t, "Met."))
	if i := bytes.Index(wide, []byte{0x21, 0x01}); i < 0 {
		t.Fatal("no filter in the block's header")
	} else {
		wide[i+2] = 40 // a dictionary of 4 GB
	}
	expect(t, list("x.txt.xz", string(wide)), `x.txt.xz bomb`)
}

// sparse is a tar whose only entry says that it is a gigabyte of holes.
func TestSparseEntriesAreRefused(t *testing.T) {
	var out bytes.Buffer
	w := tar.NewWriter(&out)
	if err := w.WriteHeader(&tar.Header{Name: "a.txt", Typeflag: tar.TypeReg, Size: 4, Mode: 0o644}); err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, "Met."); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if isSparse(&tar.Header{Typeflag: tar.TypeReg}) {
		t.Error("a usual file is taken for a sparse one")
	}
	for _, h := range []*tar.Header{{Typeflag: tar.TypeGNUSparse}, {PAXRecords: map[string]string{"GNU.sparse.major": "1"}}} {
		if !isSparse(h) {
			t.Errorf("%+v is taken for a usual file", h)
		}
	}
	expect(t, read(t, "x.tar", out.String()), `x.tar/a.txt text/plain "Met."`)
}

func TestEncryptedEntriesAreNamed(t *testing.T) {
	data := []byte(zipped(t, entry{"a.txt", "Met."}))
	for _, signature := range []string{"PK\x03\x04", "PK\x01\x02"} {
		flags := bytes.Index(data, []byte(signature)) + map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8}[signature]
		data[flags] |= 1
	}
	expect(t, read(t, "x.zip", string(data)), `x.zip/a.txt unsupported`)
}
