package event

import (
	"time"

	"storywatch/extract/when"
)

const (
	// backgroundDays is how old a past date makes a claim background: longer than a weekly's publishing gap.
	backgroundDays = 10
	// staleDays is how old the date of a thing the text takes for known may be ("the lawsuit filed on Monday").
	staleDays = 2
	// detailDays is how old the date of a participle may be ("a lawsuit filed on Monday") for it to be news.
	detailDays = 5
	// newsSentences is how many sentences at the beginning tell what is new; what stands behind them without a date of its
	// own may have happened at any time.
	newsSentences = 6
	// futureDays keeps out dates behind the publication that cannot be when a past event happened.
	futureDays = 1
)

// dated is the outcome of looking for a claim's date.
type dated struct {
	value     string
	precision when.Precision
	inferred  bool
	old       bool // lies too far back for news
	near      bool // within a few days of publication
	given     bool // the sentence names it
	stale     bool // lies days back
}

// date chooses among the dates of the sentence the one that says when the hit happened or will.
func (v *view) date(h *hit, in *Input) dated {
	ahead := h.f.typ.future[h.status]
	pub := in.Published.Published
	var best *when.Mention
	past := false
	score := -1 << 30
	for i := range in.Dates {
		m := &in.Dates[i]
		if v.title || !v.span.Contains(m.Span) || m.Value == "" || m.Role == "birth" {
			continue
		}
		from, to, ok := v.tokenRange(m.Span)
		if !ok {
			continue
		}
		inside := inClause(from, to, h) || to == h.c.at-1 && h.c.opener == "when" && v.at(to) == "," // "In November, when it left"
		if !inside && (v.r.lists.times[h.c.opener] || v.relative(h.c, h.g)) {
			continue // "said on Saturday that it would, a day after the court ruled": not the day of the ruling
		}
		if v.ofAnother(from, h) {
			continue
		}
		s := -distance(from, to, h)
		if inside {
			s += 20
		}
		late, known := daysAfter(m, pub)
		if ahead && known && late < 0 && m.Precision == when.Month && m.Anchor != "" && inside && from >= h.to {
			return dated{value: yearOn(m.Value, 1), precision: m.Precision, inferred: true, given: true} // "delayed to March", said in May
		}
		switch {
		case ahead && known && late < 0:
			past = past || inside && from < h.from && h.mode == done && late < -backgroundDays // "In April it set a deadline"
			continue                                                                           // what is to come is not dated in the past
		case ahead && (m.Role == "deadline" || m.Role == "hearing" || m.Role == "effective"):
			s += 10
		case !ahead && known && late >= futureDays && begins(m, pub):
			if m.Precision == when.Month && m.Anchor != "" && h.mode == done && inside {
				return dated{value: yearOn(m.Value, -1), precision: m.Precision, inferred: true, given: true, old: true} // "signed in December", said in February
			}
			continue // "signed a deal that runs to 2031"
		case !ahead && (m.Role == "deadline" || m.Role == "completion" || m.Role == "effective"):
			s -= 15
		}
		if s > score {
			score, best = s, m
		}
	}
	if best != nil {
		late, known := daysAfter(best, pub)
		d := dated{value: best.Value, precision: best.Precision, inferred: best.Anchor != "", given: true}
		d.old = past || known && !ahead && (late < -backgroundDays || late < 0 && !fine(best.Precision))
		d.old = d.old || known && !ahead && v.index >= newsSentences && !v.title && late < -detailDays
		d.stale = known && late < -staleDays
		d.near = known && late >= -detailDays && fine(best.Precision)
		return d
	}
	if past {
		return dated{old: true}
	}
	if ahead || pub.IsZero() || h.ignored != "" || !v.title && v.index >= newsSentences {
		return dated{}
	}
	zone := in.Published.Zone
	if zone == nil {
		zone = pub.Location()
	}
	return dated{value: pub.In(zone).Format(time.DateOnly), precision: when.Day, inferred: true}
}

// ofAnother reports whether the date at token i dates what the hit came after, before or during: "sued after the ferry
// sank in the storm on Monday".
func (v *view) ofAnother(i int, h *hit) bool {
	const clause = 4 // words: "after the talks failed"; "after a hearing on" has fewer
	for k := h.to; k <= i-clause; k++ {
		switch v.word[k] {
		case "after", "before", "since", "when":
			return true
		}
	}
	return false
}

// distance is how many tokens lie between a date and the verb.
func distance(from, to int, h *hit) int {
	switch {
	case to <= h.from:
		return h.from - to
	case from >= h.to:
		return from - h.to
	}
	return 0
}

// daysAfter is how many days after the publication a mention's day lies; negative before. For a month or a year its
// last day counts, so that "in May" is not old in May.
func daysAfter(m *when.Mention, pub time.Time) (int, bool) {
	if pub.IsZero() {
		return 0, false
	}
	day, ok := lastDay(m)
	if !ok {
		return 0, false
	}
	p := time.Date(pub.Year(), pub.Month(), pub.Day(), 0, 0, 0, 0, time.UTC)
	return int(day.Sub(p).Hours() / 24), true
}

func lastDay(m *when.Mention) (time.Time, bool) {
	v := m.Value
	switch m.Precision {
	case when.Year:
		if t, err := time.Parse("2006", v); err == nil {
			return t.AddDate(1, 0, -1), true
		}
	case when.Month:
		if t, err := time.Parse("2006-01", v); err == nil {
			return t.AddDate(0, 1, -1), true
		}
	case when.Quarter:
		if len(v) == 7 && v[5] == 'Q' {
			if t, err := time.Parse("2006", v[:4]); err == nil {
				return t.AddDate(0, 3*int(v[6]-'0'), -1), true
			}
		}
	case when.Week:
		if len(v) == 8 && v[5] == 'W' {
			if t, err := time.Parse("2006", v[:4]); err == nil {
				return t.AddDate(0, 0, 7*(10*int(v[6]-'0')+int(v[7]-'0'))), true
			}
		}
	default:
		if len(v) >= len(time.DateOnly) {
			if t, err := time.Parse(time.DateOnly, v[:len(time.DateOnly)]); err == nil {
				return t, true
			}
		}
	}
	return time.Time{}, false
}

// begins reports whether the mention's whole stretch lies after the publication.
func begins(m *when.Mention, pub time.Time) bool {
	first, _, ok := when.Bounds(m.Value)
	return ok && first > pub.Format(time.DateOnly)
}

func inClause(from, to int, h *hit) bool { return from >= h.c.from && to <= h.c.to }

// yearOn is the same month some years later.
func yearOn(month string, years int) string {
	if t, err := time.Parse("2006-01", month); err == nil {
		return t.AddDate(years, 0, 0).Format("2006-01")
	}
	return ""
}

// fine reports whether a precision is narrow enough to say that something is fresh.
func fine(p when.Precision) bool {
	return p == when.Day || p == when.Hour || p == when.Minute || p == when.Week
}
