package crawler

import (
	"context"

	"storywatch/crawler/web"
)

// FetchPage gets one page. With validators, an unchanged page is a Document with NotModified and no body. Errors hold a
// *web.Error; web.StateOf names what happened.
func FetchPage(ctx context.Context, g Getter, url string, robots web.RobotsPolicy, v Validators) (Document, error) {
	res, err := g.Get(ctx, web.Request{URL: url, ETag: v.ETag, LastModified: v.LastModified, Accept: pageTypes, Robots: robots})
	if err != nil {
		return Document{}, err
	}
	return Document{
		URL: url, FinalURL: res.FinalURL, ContentType: res.Header.Get("Content-Type"), Header: res.Header, Body: res.Body,
		FetchedAt: res.FetchedAt, NotModified: res.NotModified, Validators: validators(res, v),
	}, nil
}
