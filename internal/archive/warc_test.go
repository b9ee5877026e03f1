package archive

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/flate"
)

// warc makes one record; length is added to the true Content-Length.
func warc(kind, contentType, block string, length int) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: https://wire.example/a\r\nWARC-Date: 2024-05-21T03:00:00Z\r\n"+
		"Content-Type: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, contentType, len(block)+length, block)
}

func page(headers, body string) string { return pageOff(headers, body, 0) }

// pageOff is a page whose record's length is wrong by off.
func pageOff(headers, body string, off int) string {
	return warc("response", "application/http; msgtype=response", "HTTP/1.1 200 OK\r\n"+headers+"\r\n"+body, off)
}

const htmlType = "Content-Type: text/html; charset=utf-8\r\n"

func TestWARC(t *testing.T) {
	data := warc("warcinfo", "application/warc-fields", "software: test\r\n", 0) +
		warc("request", "application/http; msgtype=request", "GET / HTTP/1.1\r\n\r\n", 0) +
		page(htmlType, "<p>One.") +
		page("content-type: TEXT/HTML\r\nTransfer-Encoding: chunked\r\n", "4\r\n<p>T\r\n3\r\nwo.\r\n0\r\n\r\n") +
		page(htmlType+"Content-Encoding: gzip\r\n", gzipped(t, "<p>Three.")) +
		page(htmlType+"X-Crawl-Content-Encoding: gzip\r\nContent-Encoding: gzip\r\n", "<p>Decoded already.") +
		page(htmlType+"Content-Encoding: deflate\r\n", deflated(t, "<p>Five.")) +
		page("Server: x\r\n", "<p>Of no told type.") +
		page("Content-Type: application/pdf\r\n", "%PDF") +
		strings.Replace(page(htmlType, "gone"), "200 OK", "404 NO", 1) +
		page(htmlType+"Content-Encoding: br\r\n", "\x8b\x00\x80") +
		warc("resource", "text/html", "<p>A resource.", 0) +
		warc("resource", "image/png", "PNG", 0) +
		strings.Replace(warc("conversion", "text/plain", "Plain.", 0), "WARC/1.0", "WARC/1.1", 1) +
		warc("metadata", "application/warc-fields", "a: b\r\n", 0) +
		warc("response", "text/dns", "20240521 example", 0)
	want := []string{
		`x.warc:3 text/html; charset=utf-8 "<p>One."`,
		`x.warc:4 TEXT/HTML "<p>Two."`,
		`x.warc:5 text/html; charset=utf-8 "<p>Three."`,
		`x.warc:6 text/html; charset=utf-8 "<p>Decoded already."`,
		`x.warc:7 text/html; charset=utf-8 "<p>Five."`,
		`x.warc:8  "<p>Of no told type."`,
		`x.warc:9 not_a_page`,
		`x.warc:10 not_a_page`,
		`x.warc:11 unsupported`,
		`x.warc:12 text/html "<p>A resource."`,
		`x.warc:14 text/plain "Plain."`,
	}
	expect(t, read(t, "x.warc", data), want...)
	for i := range want {
		want[i] = strings.Replace(want[i], "x.warc", "stdin", 1)
	}
	expect(t, read(t, "stdin", gzipped(t, data)), want...)

	for r, err := range Read("x.warc", strings.NewReader(page(htmlType, "<p>One.")), Options{}) {
		if err != nil || r.URL != "https://wire.example/a" || !r.Crawled.Equal(time.Date(2024, 5, 21, 3, 0, 0, 0, time.UTC)) {
			t.Errorf("record %+v, error %v", r, err)
		}
	}
}

// TestWrongLengthsCostOnlyTheirRecord spoils lengths in every way: the records
// around are read.
func TestWrongLengthsCostOnlyTheirRecord(t *testing.T) {
	first, last := page(htmlType, "<p>First."), page(htmlType, "<p>Last.")
	one, four := `x.warc:1 text/html; charset=utf-8 "<p>First."`, `text/html; charset=utf-8 "<p>Last."`
	bad := func(off int) string { return pageOff(htmlType, "<p>Bad, with a text of some length.", off) }
	for name, c := range map[string]struct {
		middle string
		want   []string
	}{
		"too short":                 {bad(-20), []string{`x.warc:2 corrupt`, `x.warc:3 ` + four}},
		"too long":                  {bad(+30), []string{`x.warc:2 corrupt`, `x.warc:3 ` + four}},
		"beyond the next":           {bad(+200), []string{`x.warc:2 corrupt`, `x.warc:3 ` + four}},
		"beyond the end":            {bad(+5000), []string{`x.warc:2 truncated`, `x.warc:3 ` + four}},
		"beyond any record":         {bad(+1 << 40), []string{`x.warc:2 corrupt`, `x.warc:3 ` + four}},
		"negative":                  {bad(-5000), []string{`x.warc:2 corrupt`, `x.warc:3 ` + four}},
		"none":                      {strings.Replace(bad(0), "Content-Length", "Content-Size", 1), []string{`x.warc:2 corrupt`, `x.warc:3 ` + four}},
		"no number":                 {strings.Replace(bad(0), "Content-Length: ", "Content-Length: 0x", 1), []string{`x.warc:2 corrupt`, `x.warc:3 ` + four}},
		"stray bytes behind":        {bad(0) + "stray\r\nbytes\r\n", []string{`x.warc:2 corrupt`, `x.warc:3 ` + four}},
		"an endless header":         {"WARC/1.0\r\n" + strings.Repeat("a: b\r\n", 20_000), []string{`x.warc:2 corrupt`, `x.warc:3 ` + four}},
		"a response without a head": {warc("response", "application/http", "nothing", 0), []string{`x.warc:2 corrupt`, `x.warc:3 ` + four}},
		"broken gzip in a page":     {page(htmlType+"Content-Encoding: gzip\r\n", "\x1f\x8b\x08nope"), []string{`x.warc:2 unsupported`, `x.warc:3 ` + four}},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, read(t, "x.warc", first+c.middle+last), append([]string{one}, c.want...)...)
		})
	}
}

func TestLargeRecordsAreReadOver(t *testing.T) {
	data := page(htmlType, strings.Repeat("x", 5000)) + page("Content-Type: video/mp4\r\n", strings.Repeat("v", 5000)) +
		warc("metadata", "application/warc-fields", strings.Repeat("m", 5000), 0) + page(htmlType, "<p>Small.")
	got := list(t, "no folder", Read("x.warc", strings.NewReader(data), Options{MaxRecordBytes: 1000}))
	expect(t, got, `x.warc:1 too_large`, `x.warc:2 not_a_page`, `x.warc:4 text/html; charset=utf-8 "<p>Small."`)
}

func TestACutWARCEndsWithAMessage(t *testing.T) {
	data := page(htmlType, "<p>One.") + page(htmlType, "<p>Two.")
	for name, cut := range map[string]int{"in the block": 10, "in the header": 150} {
		got := read(t, "x.warc", data[:len(data)-cut])
		if len(got) != 2 || got[1] != "x.warc:2 truncated" {
			t.Errorf("cut %s: read %q", name, got)
		}
	}
	packed := gzipped(t, data[:len(data)/2]) + gzipped(t, data[len(data)/2:])
	got := read(t, "x.warc.gz", packed[:len(packed)-12])
	if last := got[len(got)-1]; !strings.HasSuffix(last, " truncated") {
		t.Errorf("a cut file ends with %q", got)
	}
}

func deflated(t *testing.T, data string) string {
	t.Helper()
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.DefaultCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(data)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}
