package article

// decodeNITF decodes NITF 3.x (IPTC; namespace http://iptc.org/std/NITF/2006-10-18/
// or, as its DTDs have it, none). A document that changes the status of another
// one, as a kill may, gives that one as an article too.
func decodeNITF(data []byte, limits Limits) ([]Article, failures) {
	root, err := parseXML(FormatNITF, data, limits)
	if err != nil {
		return nil, failed(err)
	}
	a := nitfArticle(root)
	doc := root.child("head", "docdata")
	if err := nitfUsage(&a, doc); err != nil {
		return nil, failed(err)
	}
	all := []Article{a}
	other := Article{ID: doc.attr("management-doc-idref"), Published: a.Published, Source: a.Source, Format: FormatNITF}
	if status := doc.attr("management-idref-status"); other.ID != "" && other.ID != a.ID && status != "" {
		if other.Status, _ = parseStatus(status); other.Retracted() {
			all = append(all, other)
		}
	}
	return all, failures{}
}

// nitfArticle reads a document; its status and embargo are for nitfUsage.
func nitfArticle(root *node) Article {
	head, doc := root.child("body", "body.head"), root.child("head", "docdata")
	a := Article{
		Format:   FormatNITF,
		ID:       firstOf(doc.child("doc-id").attr("id-string"), root.attr("uno")),
		Version:  doc.child("du-key").attr("version"),
		Headline: firstOf(head.child("hedline", "hl1").line(), root.child("head", "title").line()),
		Body:     proseOf(root.child("body", "body.content")),
		Language: firstOf(root.attr("baselang"), root.child("body").attr("lang"), root.attr("lang")),
		Source:   firstOf(head.child("distributor").line(), doc.child("doc.copyright").attr("holder"), doc.child("doc-id").attr("regsrc")),
		Byline:   head.child("byline").line(),
		Located:  head.child("dateline", "location").line(),
	}
	a.Published = firstTime(doc.child("date.issue").attr("norm"), head.child("dateline", "story.date").attr("norm"))
	if blank(a.Body) {
		a.Body = proseOf(head.child("abstract"))
	}
	return a
}

// nitfUsage reads whether and when the document may be used.
func nitfUsage(a *Article, doc *node) error {
	release := doc.child("date.release").attr("norm")
	if release != "" {
		if err := a.embargo(release); err != nil {
			return err
		}
	}
	switch status := doc.attr("management-status"); {
	case status == "":
	case status != "embargoed":
		return a.setStatus(status)
	case release == "": // an embargo without an end
		a.Status = Withheld
	}
	return nil
}
