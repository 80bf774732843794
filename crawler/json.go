package crawler

import (
	"context"
	"fmt"
	"strings"

	"storywatch/crawler/listing"
	"storywatch/crawler/web"
)

// pollJSON asks an API: one known by name, or one whose paths the source gives.
func pollJSON(ctx context.Context, g Getter, src Source, v Validators) (Poll, error) {
	if src.Preset != "" {
		preset, ok := listing.FindPreset(src.Preset)
		if !ok {
			return Poll{State: web.Unreadable}, fmt.Errorf("preset %q is not one of %s", src.Preset, strings.Join(listing.PresetNames(), ", "))
		}
		if src.URL == "" {
			src.URL = preset.Address(src.Query)
		}
		if src.Paths == (Paths{}) {
			src.Paths = preset.Paths
		}
	}
	p, done, err := ask(ctx, g, src, v, "application/json, */*;q=0.5")
	if done {
		return p, err
	}
	items, err := listing.API(p.Response.Body, p.Response.Header.Get("Content-Type"), p.Response.FinalURL, src.Paths)
	if err != nil {
		return p, unreadable(p.Response, err)
	}
	p.Items = fromFeed(items)
	return p, nil
}

// PresetNames are the APIs that are known by name, sorted.
func PresetNames() []string { return listing.PresetNames() }
