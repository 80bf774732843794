package crawler

import (
	"context"

	"storywatch/crawler/docket"
)

// pollDocket reads a court's feed and keeps the case asked for.
func pollDocket(ctx context.Context, g Getter, src Source, v Validators) (Poll, error) {
	p, done, err := ask(ctx, g, src, v, feedTypes)
	if done {
		return p, err
	}
	d, err := docket.Parse(p.Response.Body, p.Response.Header.Get("Content-Type"), p.Response.FinalURL)
	if err != nil {
		return p, unreadable(p.Response, err)
	}
	p.Title, p.Repaired = d.Title, d.Repaired
	seen := map[string]bool{}
	for _, c := range d.Cases {
		if !docket.Keep(c, src.Docket) {
			continue
		}
		for _, e := range c.Entries {
			item := fromEntry(d.Court, c, e)
			if seen[item.GUID] && e.Document != "" {
				item.GUID += "#" + e.Document
			}
			seen[item.GUID] = true
			p.Items = append(p.Items, item)
		}
	}
	return p, nil
}

// fromEntry makes an item of a filing. Its text is its content: what is behind its link costs money.
func fromEntry(court string, c docket.Case, e docket.Entry) Item {
	item := Item{
		GUID: e.ID(c), URL: e.Link, Title: c.Title(e), Summary: e.Text, PublishedRaw: e.Filed.Raw, Complete: true,
		Docket: &DocketEntry{Court: court, Number: c.Number, CaseName: c.Name, Entry: e.Document, Text: e.Text},
	}
	item.Published, item.PublishedPrecision = moment(e.Filed)
	item.Updated, _ = moment(e.Updated)
	return item
}
