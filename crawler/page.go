package crawler

import (
	"context"

	"storywatch/crawler/listing"
)

const pageTypes = "text/html, application/xhtml+xml;q=0.9, */*;q=0.5"

// pollPage reads a page's links where the source says which (links, link_pattern); else the page itself is what is
// watched.
func pollPage(ctx context.Context, g Getter, src Source, v Validators) (Poll, error) {
	p, done, err := ask(ctx, g, src, v, pageTypes)
	if done {
		return p, err
	}
	body, contentType, address := p.Response.Body, p.Response.Header.Get("Content-Type"), p.Response.FinalURL
	if src.Links != "" || src.LinkPattern != "" {
		title, items, err := listing.Links(body, contentType, address, src.Links, src.LinkPattern)
		if err != nil {
			return p, unreadable(p.Response, err)
		}
		p.Title, p.Items = title, fromFeed(items)
		return p, nil
	}
	item, err := listing.Watch(body, contentType, address, src.Select, src.Ignore)
	if err != nil {
		return p, unreadable(p.Response, err)
	}
	p.Title, p.Items = item.Title, fromFeed([]listing.Item{item})
	p.Items[0].Complete = true
	return p, nil
}
