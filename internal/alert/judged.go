package alert

import (
	"context"
	"fmt"
	"time"
)

// verdictWords says that a correction comes from the user, not from the source, and what it corrects.
func verdictWords(verdict string) string {
	words, ok := map[string]string{
		"wrong":         "what was told of this sentence is wrong. Please disregard it.",
		"not-news":      "this was no news. Please disregard what was told.",
		"duplicate":     "this was known before and told twice. Please disregard it.",
		"wrong-date":    "the date that was read in this sentence is wrong; the right one is not known.",
		"wrong-speaker": "these words were put down to the wrong speaker; the right one is not known.",
		"undone":        "the correction was a mistake; what was told first stands.",
	}[verdict]
	if !ok {
		words = clean(verdict) + "."
	}
	return "Corrected by hand, not by the source: " + words
}

// precision is this month's, for the digest; nothing when nothing was judged.
func (s *Sender) precision(ctx context.Context) ([]string, error) {
	now := s.clock.Now().In(s.Zone)
	judged, right, err := s.store.Precision(ctx, time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, s.Zone))
	if err != nil || judged == 0 {
		return nil, err
	}
	return []string{fmt.Sprintf("Judged this month: %d, right %d (%d %%).", judged, right, 100*right/judged)}, nil
}
