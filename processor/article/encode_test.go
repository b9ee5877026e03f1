package article

import (
	"os"
	"testing"
	"time"
)

// TestJSONComesBackTheSame encodes the articles of all fixtures as plain JSON and
// decodes them: nothing but the format may change.
func TestJSONComesBackTheSame(t *testing.T) {
	full := Article{
		ID: "urn:1", Version: "2", Headline: "A <b>headline</b> & \u2028more", Body: "Line.\n\"Quoted.\"\t\\", Language: "id", Source: "Wire",
		URL: "https://wire.example/?a=1&b=2", Byline: "By A.", Located: "Astana", Status: Usable,
		Published: time.Date(2024, 5, 21, 3, 0, 0, 7, time.FixedZone("", 8*3600)), Embargoed: time.Date(2024, 5, 22, 3, 0, 0, 0, time.UTC),
	}
	all := []Article{full}
	for _, input := range fixtures(t) {
		data, err := os.ReadFile(input)
		if err != nil {
			t.Fatal(err)
		}
		decoded, _ := Decoder{}.DecodeAll(data, "") // the good ones of a bad fixture too
		all = append(all, decoded...)
	}
	for _, a := range all {
		data, err := a.JSON()
		if err != nil {
			t.Fatal(err)
		}
		b, err := Decode(data, "application/json")
		if err != nil {
			t.Fatalf("%s: %v", data, err)
		}
		if !a.Published.Equal(b.Published) || !a.Embargoed.Equal(b.Embargoed) {
			t.Errorf("times %v and %v came back as %v and %v", a.Published, a.Embargoed, b.Published, b.Embargoed)
		}
		b.Published, b.Embargoed, b.Format = a.Published, a.Embargoed, a.Format
		if a != b {
			t.Errorf("came back as\n%+v\nwant\n%+v", b, a)
		}
	}
}

func TestDefaultsOfADocumentOfSeveral(t *testing.T) {
	d := Decoder{Defaults: Defaults{ID: "key", URL: "https://wire.example/feed", Language: "id"}}
	feed := []byte(`<rss version="2.0"><channel><item><title>One</title></item><item><title>Two</title></item></channel></rss>`)
	all, err := d.DecodeAll(feed, "application/rss+xml")
	if err != nil || len(all) != 2 {
		t.Fatalf("%d articles, error %v", len(all), err)
	}
	if all[0].ID == all[1].ID || all[0].ID == "key" || all[0].URL != "" || all[1].Language != "id" {
		t.Errorf("articles are %+v", all)
	}
	if _, err := d.Decode(feed, "application/rss+xml"); reason(t, err) != ReasonSeveral {
		t.Errorf("two articles where one is asked for: error %v", err)
	}
	one := []byte(`<html><body><p>A page of one paragraph.</p></body></html>`)
	a, err := d.Decode(one, "text/html")
	if err != nil || a.ID != "key" || a.URL != "https://wire.example/feed" {
		t.Errorf("a page gets id %q and address %q, error %v", a.ID, a.URL, err)
	}
}
