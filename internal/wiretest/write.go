package wiretest

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"fmt"
	"html"
	"io"
	"strings"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/dragoman-wire/dragoman/processor/article"
)

// Kinds are the kinds of archives that Write makes, by their extensions.
var Kinds = []string{"jsonl.zst", "warc.gz", "ninjs.jsonl.zst", "newsml.tar.zst", "nitf.tar.zst", "rss.tar.zst", "txt.tar.zst"}

// Write writes an archive of n stories, one after the other, at constant memory.
func Write(w io.Writer, kind string, n int) error {
	if kind == "warc.gz" {
		return eachPacked(w, n, warcRecord)
	}
	packed, err := zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	switch kind {
	case "jsonl.zst":
		err = each(packed, n, func(a *article.Article) ([]byte, error) {
			line, err := a.JSON()
			return append(line, '\n'), err
		})
	case "ninjs.jsonl.zst":
		err = each(packed, n, ninjs)
	case "newsml.tar.zst":
		err = eachEntry(packed, n, 1, "xml", newsML)
	case "nitf.tar.zst":
		err = eachEntry(packed, n, 1, "xml", nitf)
	case "rss.tar.zst":
		err = eachEntry(packed, n, feedEntries, "rss", rss)
	case "txt.tar.zst":
		err = eachEntry(packed, n, 1, "txt", func(all []article.Article) []byte { return []byte(all[0].Headline + "\n\n" + all[0].Body) })
	default:
		err = fmt.Errorf("no kind of archive %q", kind)
	}
	if err != nil {
		return err
	}
	return packed.Close()
}

func each(w io.Writer, n int, render func(*article.Article) ([]byte, error)) error {
	for i := range n {
		a := Story(i)
		data, err := render(&a)
		if err != nil {
			return err
		}
		if _, err := w.Write(data); err != nil {
			return err
		}
	}
	return nil
}

// eachPacked writes every record as a gzip member of its own, as crawlers do.
func eachPacked(w io.Writer, n int, render func(*article.Article) ([]byte, error)) error {
	member, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		return err
	}
	return each(io.Discard, n, func(a *article.Article) ([]byte, error) {
		data, err := render(a)
		if err != nil {
			return nil, err
		}
		member.Reset(w)
		if _, err := member.Write(data); err != nil {
			return nil, err
		}
		return nil, member.Close()
	})
}

// eachEntry writes a tar with some stories an entry.
func eachEntry(w io.Writer, n, together int, extension string, render func([]article.Article) []byte) error {
	t := tar.NewWriter(w)
	for i := 0; i < n; i += together {
		var all []article.Article
		for j := i; j < min(i+together, n); j++ {
			all = append(all, Story(j))
		}
		data := render(all)
		header := tar.Header{Name: fmt.Sprintf("%04d/%d.%s", i/1000, i, extension), Mode: 0o644, Size: int64(len(data)), ModTime: begun}
		if err := t.WriteHeader(&header); err != nil {
			return err
		}
		if _, err := t.Write(data); err != nil {
			return err
		}
	}
	return t.Close()
}

func escaped(text string) string {
	var out bytes.Buffer
	_ = xml.EscapeText(&out, []byte(text)) // a buffer takes all
	return out.String()
}

func paragraphs(body string) string {
	return "<p>" + strings.ReplaceAll(escaped(body), "&#xA;", "</p>\n<p>") + "</p>"
}

func ninjs(a *article.Article) ([]byte, error) {
	plain, err := a.JSON()
	if err != nil {
		return nil, err
	}
	// Plain JSON under ninjs's names: what it says is the same.
	names := strings.NewReplacer(`{"id":`, `{"standard":{"name":"ninjs","version":"3.1"},"uri":`, `"published":`, `"versionCreated":`,
		`"source":"Example Wire"`, `"infoSources":[{"name":"Example Wire"}]`, `"headline":`, `"headlines":[{"role":"main","value":`, `,"body":`, `}],"bodies":[{"role":"main","contentType":"text/plain","value":`)
	return []byte(strings.TrimSuffix(names.Replace(string(plain)), "}") + "}]}\n"), nil
}

func newsML(all []article.Article) []byte {
	a := &all[0]
	return fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="%s" version="%s" standard="NewsML-G2" standardversion="2.34" conformance="power" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Example Wire"/><versionCreated>%s</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><language tag="en"/><subject qcode="medtop:11000000"/><headline>%s</headline></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content>
%s
</body.content></body></nitf></inlineXML></contentSet></newsItem>
`, escaped(a.ID), a.Version, a.Published.Format(time.RFC3339), escaped(a.Headline), paragraphs(a.Body))
}

func nitf(all []article.Article) []byte {
	a := &all[0]
	return fmt.Appendf(nil, `<?xml version="1.0" encoding="UTF-8"?>
<nitf baselang="en"><head><docdata management-status="usable"><doc-id id-string="%s"/><date.issue norm="%s"/><du-key version="%s"/></docdata></head>
<body><body.head><hedline><hl1>%s</hl1></hedline><distributor>Example Wire</distributor></body.head><body.content>
%s
</body.content></body></nitf>
`, escaped(a.ID), a.Published.Format("20060102T150405Z"), a.Version, escaped(a.Headline), paragraphs(a.Body))
}

// feedEntries is the usual number of entries of a feed.
const feedEntries = 20

func rss(all []article.Article) []byte {
	out := []byte(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Example Wire</title><link>https://wire.example/</link><language>en</language>` + "\n")
	for i := range all {
		a := &all[i]
		out = fmt.Appendf(out, "<item><title>%s</title><guid>%s</guid><link>%s</link><pubDate>%s</pubDate><description>%s</description></item>\n",
			escaped(a.Headline), escaped(a.ID), escaped(a.URL), a.Published.Format(time.RFC1123Z), escaped(a.Body))
	}
	return append(out, "</channel></rss>\n"...)
}

// Page makes an HTML page of a story, with some of what surrounds one on a real page.
func Page(a *article.Article) []byte {
	return fmt.Appendf(nil, `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>%[1]s | Example Wire</title><link rel="canonical" href="%[2]s">
<meta property="og:title" content="%[1]s"><meta property="og:site_name" content="Example Wire"><meta property="article:published_time" content="%[3]s">
<script>var menu = %[5]q;</script></head><body><nav><ul>%[5]s</ul></nav><main><article><h1>%[1]s</h1>
%[4]s
</article></main><aside><ul>%[5]s</ul></aside><footer>All rights reserved.</footer></body></html>
`, html.EscapeString(a.Headline), a.URL, a.Published.Format(time.RFC3339), paragraphs(a.Body), strings.Repeat(`<li><a href="/section">Another section</a></li>`, 6))
}

// warcRecord makes a crawler's record of a story's page.
func warcRecord(a *article.Article) ([]byte, error) {
	block := append([]byte("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: example\r\n\r\n"), Page(a)...)
	record := fmt.Appendf(nil, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:%s>\r\nWARC-Target-URI: %s\r\nWARC-Date: %s\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n",
		a.ID, a.URL, a.Published.Add(time.Hour).Format(time.RFC3339), len(block))
	return append(append(record, block...), "\r\n\r\n"...), nil
}
