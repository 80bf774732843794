package feed

import (
	"html"
	"strings"

	gofeedjson "github.com/mmcdole/gofeed/json"
)

func fromJSON(j *gofeedjson.Feed) Feed {
	f := Feed{
		Title:    PlainText(j.Title),
		Link:     j.HomePageURL,
		Links:    []string{j.HomePageURL},
		Language: j.Language,
		Authors:  jsonPeople(j.Author, j.Authors),
	}
	for _, item := range j.Items {
		if item != nil {
			f.Items = append(f.Items, fromJSONItem(item))
		}
	}
	return f
}

func fromJSONItem(j *gofeedjson.Item) Item {
	item := Item{
		GUID:        j.ID,
		Title:       PlainText(j.Title),
		Link:        first(j.URL, j.ExternalURL),
		Links:       []string{j.URL, j.ExternalURL},
		Published:   date(j.DatePublished),
		Updated:     date(j.DateModified),
		Authors:     jsonPeople(j.Author, j.Authors),
		SummaryText: PlainText(j.Summary),
		SummaryHTML: j.Summary,
		ContentHTML: j.ContentHTML,
		Language:    j.Language,
	}
	if item.ContentHTML == "" && j.ContentText != "" {
		item.ContentHTML = "<p>" + strings.ReplaceAll(html.EscapeString(j.ContentText), "\n\n", "</p><p>") + "</p>"
	}
	if item.Link == "" && isWeb(j.ID) {
		item.Link = j.ID
	}
	return item
}

// jsonPeople reads authors (version 1.1), else author (1.0).
func jsonPeople(single *gofeedjson.Author, list []*gofeedjson.Author) []Person {
	var out []Person
	if len(list) == 0 && single != nil {
		list = []*gofeedjson.Author{single}
	}
	for _, a := range list {
		if a == nil {
			continue
		}
		p := person(a.Name)
		if address, ok := strings.CutPrefix(a.URL, "mailto:"); ok && p.Email == "" {
			p.Email = address
		}
		out = addPerson(out, p)
	}
	return out
}
