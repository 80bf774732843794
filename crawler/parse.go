package crawler

import (
	"time"

	"storywatch/crawler/docket"
	"storywatch/crawler/feed"
)

// ParseInput is bytes to be read as a feed or docket, without a network or a store.
type ParseInput struct {
	ID          string `json:"id"`
	Kind        string `json:"kind"` // feed (or "") or docket
	URL         string `json:"url"`
	ContentType string `json:"content_type"`
	Body        []byte `json:"body_b64"`
}

// ParseOutput is what the bytes say. Times are RFC 3339 UTC, "" when they were not stated or could not be read.
type ParseOutput struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Link      string         `json:"link"`
	Links     []string       `json:"links"`
	Published string         `json:"published"`
	Updated   string         `json:"updated"`
	Authors   []ParsedPerson `json:"authors"`
	Items     []ParsedItem   `json:"items"`
	Cases     []ParsedCase   `json:"cases,omitempty"`
	Repaired  []string       `json:"repaired"`
	Error     string         `json:"error"`
}

// ParsedPerson is an author.
type ParsedPerson struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// ParsedItem is one item of a feed.
type ParsedItem struct {
	ID        string         `json:"id"`
	Title     string         `json:"title"`
	Link      string         `json:"link"`
	Links     []string       `json:"links"`
	Published string         `json:"published"`
	Updated   string         `json:"updated"`
	Authors   []ParsedPerson `json:"authors"`
}

// ParsedCase is one case of a docket feed with one filing.
type ParsedCase struct {
	DocketNumber string        `json:"docket_number"`
	CaseName     string        `json:"case_name"`
	Entries      []ParsedEntry `json:"docket_entries"`
}

// ParsedEntry is one filing. DateFiled keeps the zone that the court printed.
type ParsedEntry struct {
	DocumentNumber   string `json:"document_number"`
	DateFiled        string `json:"date_filed"`
	ShortDescription string `json:"short_description"`
}

// Parse reads one input; what went wrong is in Error.
func Parse(in ParseInput) ParseOutput {
	out := ParseOutput{ID: in.ID, Links: []string{}, Authors: []ParsedPerson{}, Items: []ParsedItem{}, Repaired: []string{}}
	switch in.Kind {
	case "", KindFeed:
		f, err := feed.Parse(in.Body, in.ContentType, in.URL)
		if err != nil {
			out.Error = err.Error()
			return out
		}
		fillFeed(&out, f)
	case KindDocket:
		d, err := docket.Parse(in.Body, in.ContentType, in.URL)
		if err != nil {
			out.Error = err.Error()
			return out
		}
		out.Title, out.Repaired = d.Title, append(out.Repaired, d.Repaired...)
		out.Cases = parsedCases(d.Cases)
	default:
		out.Error = "kind " + in.Kind + " cannot be parsed from bytes alone; use feed or docket"
	}
	return out
}

func fillFeed(out *ParseOutput, f feed.Feed) {
	out.Title, out.Link, out.Links = f.Title, f.Link, append(out.Links, f.Links...)
	out.Published, out.Updated = stamp(f.Published), stamp(f.Updated)
	out.Authors, out.Repaired = parsedPeople(f.Authors), append(out.Repaired, f.Repaired...)
	for _, item := range f.Items {
		out.Items = append(out.Items, ParsedItem{
			ID: item.GUID, Title: item.Title, Link: item.Link, Links: append([]string{}, item.Links...),
			Published: stamp(item.Published), Updated: stamp(item.Updated), Authors: parsedPeople(item.Authors),
		})
	}
}

func parsedPeople(list []feed.Person) []ParsedPerson {
	out := []ParsedPerson{}
	for _, p := range list {
		out = append(out, ParsedPerson(p))
	}
	return out
}

func parsedCases(cases []docket.Case) []ParsedCase {
	out := []ParsedCase{}
	for _, c := range cases {
		p := ParsedCase{DocketNumber: c.Number, CaseName: c.Name}
		for _, e := range c.Entries {
			p.Entries = append(p.Entries, ParsedEntry{DocumentNumber: e.Document, DateFiled: localStamp(e.Filed), ShortDescription: e.Text})
		}
		out = append(out, p)
	}
	return out
}

func stamp(d feed.Date) string {
	at, _ := moment(d)
	if at.IsZero() {
		return ""
	}
	return at.Format(time.RFC3339)
}

// localStamp keeps the printed zone: a filing belongs to the court's day.
func localStamp(d feed.Date) string {
	switch {
	case d.Time.IsZero():
		return ""
	case d.Precision == feed.Day:
		return d.Time.Format(time.DateOnly)
	}
	return d.Time.Format(time.RFC3339)
}
