package alert

import (
	"context"
	"errors"
	"fmt"
	"time"

	"storywatch/store"
)

const (
	// maxChanges is how many changed articles a digest names.
	maxChanges = 20
	// maxChange is how much of one change a digest shows, in code points: a speech that was replaced is read elsewhere.
	maxChange = 400
)

var errEnough = errors.New("enough")

// changes are the articles whose headline or quote was changed since the recipient's last digest, a line each.
func (s *Sender) changes(ctx context.Context, p Plan) ([]string, error) {
	if p.Kind != "digest" {
		return nil, nil
	}
	last, err := s.store.Cursor(ctx, digestKey(recipient{channel: p.Channel, name: p.Recipient}))
	if err != nil || last == 0 {
		return nil, err
	}
	var lines []string
	err = s.store.EachTextChange(ctx, time.UnixMilli(last), p.At, func(c store.TextChange) error {
		lines = append(lines, changeLines(c)...)
		if len(lines) > maxChanges {
			return errEnough
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		lines, err = append(lines[:maxChanges:maxChanges], "and more: storywatch export items --new lists all (change: revised)"), nil
	}
	return lines, err
}

// changeLines are what one page changed, word by word.
func changeLines(c store.TextChange) (lines []string) {
	what := func(kind, was, is string) {
		lines = append(lines, fmt.Sprintf("%s, %s: %s (storywatch show %s)", clean(c.Source), kind, cut(clean(store.WordDiff(was, is)), maxChange), clean(c.ItemID)))
	}
	if c.TitleBefore != "" {
		what("headline", c.TitleBefore, c.Title)
	}
	for _, q := range c.Quotes {
		who := "quote"
		if q.Speaker != "" {
			who = "quote of " + clean(q.Speaker)
		}
		what(who, q.Was, q.Is)
	}
	return lines
}
