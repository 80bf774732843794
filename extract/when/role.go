package when

import "strings"

// roleReach is how many words from a date the words stand that say what happens then.
const roleReach = 8

// role says what happens at the date, by the words near it in its sentence; "" when nothing says so.
func (f *finder) role(it *item) string {
	s := f.d.Sentences[f.d.SentenceAt(it.span.Start)]
	before, after := "", ""
	if from := max(s.First, it.first-roleReach); from < it.first {
		before = strings.ToLower(f.d.Text[f.w[from].Start:f.w[it.first].Start])
	}
	if to := min(s.Last, it.last+roleReach); to > it.last {
		after = strings.ToLower(f.d.Text[f.w[it.last-1].End:f.w[to-1].End])
	}
	inside := strings.ToLower(f.d.Slice(it.span))
	for _, r := range roles {
		for _, w := range r.before {
			if strings.Contains(before, w) {
				return r.role
			}
		}
		for _, w := range r.around {
			if strings.Contains(before, w) || strings.Contains(after, w) || strings.Contains(inside, w) {
				return r.role
			}
		}
	}
	for _, w := range []string{"by ", "until ", "till ", "no later than "} {
		if strings.HasSuffix(before, w) {
			return "deadline"
		}
	}
	if it.prec == Day || it.clock.ok {
		f.first, f.last = s.First, s.Last
		if f.direction(it.first, it.last) != noTense {
			return "event"
		}
	}
	return ""
}

// roles in the order in which they are tried. before: words that stand before the date; around: on either side.
var roles = []struct {
	role           string
	before, around []string
}{
	{"birth", []string{"born on ", "born in ", "born ", "date of birth"}, nil},
	{"publication", []string{"published on ", "published: ", "published ", "posted on ", "posted: ", "updated on ", "updated: ", "last updated"}, nil},
	{"completion", []string{"completed by ", "completed in ", "completion date", "completion by ", "be completed", "be complete ", "be finished ", "completion in ", "completion is expected", "completion expected"}, nil},
	{"effective", []string{"effective ", "takes effect", "take effect", "took effect", "goes into effect", "go into effect", "went into effect", "enters into force", "enter into force", "entered into force", "comes into force"}, nil},
	{"hearing", nil, []string{"hearing", "oral argument", "hear arguments", "trial", "arraignment", "court date", "testify"}},
	{"deadline", []string{"no later than ", "expires ", "expire ", "due by ", "due on ", "is due "}, []string{"deadline", "ultimatum"}},
}
