package crawler

import (
	"context"
	"fmt"
	"regexp"

	"storywatch/crawler/listing"
	"storywatch/crawler/web"
)

// maxChildren is how many sitemaps of an index one poll asks for, the newest first: a news site's new articles are in
// its last one to three, and every one is a request with a gap before it.
const maxChildren = 10

const sitemapTypes = "application/xml, text/xml;q=0.9, */*;q=0.5"

// pollSitemap reads a sitemap, or an index and its newest sitemaps (one level deep, as the protocol has it). Entries
// are kept that fit link_pattern, newest first.
func pollSitemap(ctx context.Context, g Getter, src Source, v Validators) (Poll, error) {
	fits, err := regexp.Compile(src.LinkPattern)
	if err != nil {
		return Poll{State: web.Unreadable}, fmt.Errorf("link_pattern: %w", err)
	}
	p, done, err := ask(ctx, g, src, v, sitemapTypes)
	if done {
		return p, err
	}
	file, err := readSitemap(p.Response)
	if err != nil {
		return p, err
	}
	p.Repaired = file.Repaired
	if len(file.Children) > 0 {
		items, err := followIndex(ctx, g, src, &p, file.Children)
		if err != nil {
			return p, err
		}
		file.Items = append(file.Items, items...)
	}
	var kept []listing.Item
	seen := map[string]bool{}
	for _, item := range file.Items {
		if !seen[item.Link] && fits.MatchString(item.Link) {
			seen[item.Link] = true
			kept = append(kept, item)
		}
	}
	// None that fits is no fault: a news sitemap holds two days, in which a section may have nothing. `check` tells who
	// mistyped a pattern.
	listing.Newest(kept)
	p.Items = fromFeed(kept)
	return p, nil
}

func readSitemap(res *web.Response) (listing.SitemapFile, error) {
	file, err := listing.Sitemap(res.Body, res.Header.Get("Content-Type"), res.FinalURL)
	if err != nil {
		return file, unreadable(res, err)
	}
	return file, nil
}

// followIndex reads an index's newest sitemaps. One that fails is noted and left out; when all fail, or the server asks
// for quiet, that is the poll's error. An index that does not date all its sitemaps says nothing of them by being
// unchanged, so its validators are dropped.
func followIndex(ctx context.Context, g Getter, src Source, p *Poll, children []listing.Child) ([]listing.Item, error) {
	for _, c := range children {
		if c.Modified.Precision == "" {
			p.Validators = Validators{}
		}
	}
	listing.NewestChildren(children)
	if len(children) > maxChildren {
		p.Repaired = append(p.Repaired, fmt.Sprintf("only the newest %d of %d sitemaps asked for", maxChildren, len(children)))
		children = children[:maxChildren]
	}
	var items []listing.Item
	var firstErr error
	good := 0
	for _, c := range children {
		res, err := g.Get(ctx, web.Request{URL: c.URL, Accept: sitemapTypes, Robots: src.Robots})
		if err == nil {
			var file listing.SitemapFile
			if file, err = readSitemap(res); err == nil {
				good++
				items = append(items, file.Items...)
				continue
			}
		}
		if ctx.Err() != nil || web.StateOf(err) == web.Throttled {
			return nil, err
		}
		if firstErr == nil {
			firstErr = err
		}
		p.Repaired = append(p.Repaired, "sitemap left out: "+err.Error())
		p.Validators = Validators{} // it is to be asked for again, also when the index stays as it is
	}
	if good == 0 {
		return nil, firstErr
	}
	return items, nil
}
