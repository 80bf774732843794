package demo

import (
	"bytes"
	"encoding/json"
	"html/template"
	"net/http"
	"regexp"
	"strings"
	"time"
)

// pageData is what the templates get.
type pageData struct {
	Site      *Site
	Title     string
	Byline    string
	Section   string
	Summary   string
	URL       string
	Body      template.HTML
	Published time.Time // in the site's zone
	Updated   time.Time // zero when the page does not say that it changed
	LD        map[string]any
	Related   []link
	Comments  []string
	IsList    bool
	List      []link // of a list page
}

type link struct {
	URL, Title, Summary, Section string
	Published                    time.Time
}

var pageFuncs = template.FuncMap{
	"iso":   func(t time.Time) string { return t.Format(time.RFC3339) },
	"long":  func(t time.Time) string { return t.Format("January 2, 2006") },
	"clock": func(t time.Time) string { return t.Format("Monday, Jan. 2, 2006, 3:04 PM MST") },
	"slug":  func(s string) string { return strings.ReplaceAll(strings.ToLower(s), " ", "-") },
	"upper": strings.ToUpper,
}

// relatedLinks is how many other articles a page points at.
const relatedLinks = 3

// page renders one article.
func (w *World) page(s *Site, a *Article) answer {
	title, body := a.At(w.now)
	d := pageData{
		Site: s, Title: title, Byline: a.Byline, Section: a.Section, Summary: summary(a, body), URL: a.URL(),
		Body: bodyHTML(body), Published: a.Published.In(s.zone), Comments: s.Comments,
	}
	ld := map[string]any{
		"@context": "https://schema.org", "@type": "NewsArticle", "headline": title, "url": a.URL(),
		"datePublished": d.Published.Format(time.RFC3339), "publisher": map[string]any{"@type": "Organization", "name": s.Name},
	}
	if a.Byline != "" {
		ld["author"] = map[string]any{"@type": "Person", "name": a.Byline}
	}
	if u := a.Updated(w.now); u.After(a.Published) {
		d.Updated = u.In(s.zone)
		ld["dateModified"] = d.Updated.Format(time.RFC3339)
	}
	d.LD = ld
	modified := a.touched(w.now)
	for _, o := range w.listed(s, "") {
		if o != a && len(d.Related) < relatedLinks {
			head, _ := o.At(w.now)
			d.Related = append(d.Related, link{URL: o.URL(), Title: head, Published: o.Published.In(s.zone)})
			if t := o.touched(w.now); t.After(modified) {
				modified = t // the box changes the page
			}
		}
	}
	return w.render(s, d, modified)
}

// listPage renders a front page, or the list that a site without a feed has instead.
func (w *World) listPage(s *Site, section string) answer {
	d := pageData{Site: s, Title: s.Name, URL: "http://" + s.Host + "/", Summary: s.Tagline, IsList: true}
	var modified time.Time
	for _, a := range w.listed(s, section) {
		title, body := a.At(w.now)
		d.List = append(d.List, link{URL: a.URL(), Title: title, Summary: summary(a, body), Section: a.Section, Published: a.Published.In(s.zone)})
		if t := a.touched(w.now); t.After(modified) {
			modified = t
		}
	}
	return w.render(s, d, modified)
}

func (w *World) render(s *Site, d pageData, modified time.Time) answer {
	var b bytes.Buffer
	if err := w.pages.ExecuteTemplate(&b, s.Template+".html", d); err != nil {
		return plain(http.StatusInternalServerError, err.Error())
	}
	return answer{status: http.StatusOK, kind: "text/html", body: b.Bytes(), modified: modified}
}

// JSONLD is the page's structured data, for a script element.
func (d pageData) JSONLD() (template.JS, error) {
	out, err := json.Marshal(d.LD)
	return template.JS(out), err
}

var linkMark = regexp.MustCompile(`\[([^\]]+)\]\(([^)\s]+)\)`)

// bodyHTML turns a text into paragraphs. Lines within a paragraph are joined.
func bodyHTML(body string) template.HTML {
	var b strings.Builder
	for _, block := range strings.Split(body, "\n\n") {
		block = strings.Join(strings.Fields(block), " ")
		switch {
		case block == "":
		case strings.HasPrefix(block, "### "):
			b.WriteString(`<p style="text-align: center"><strong>` + inline(block[4:]) + "</strong></p>\n")
		case strings.HasPrefix(block, "## "):
			b.WriteString("<h2>" + inline(block[3:]) + "</h2>\n")
		case strings.HasPrefix(block, "> "):
			b.WriteString("<blockquote><p>" + inline(block[2:]) + "</p></blockquote>\n")
		default:
			b.WriteString("<p>" + inline(block) + "</p>\n")
		}
	}
	return template.HTML(b.String())
}

// inline escapes a line and makes [words](address) a link. Quotation marks need no escaping in text.
func inline(s string) string {
	s = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
	return linkMark.ReplaceAllString(s, `<a href="$2">$1</a>`)
}

// plainText takes marks off one block.
func plainText(block string) string {
	block = strings.Join(strings.Fields(block), " ")
	for _, mark := range []string{"### ", "## ", "> "} {
		block = strings.TrimPrefix(block, mark)
	}
	return linkMark.ReplaceAllString(block, "$1")
}
