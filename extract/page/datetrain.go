package page

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// DateExample is a page whose day of publication somebody marked.
type DateExample struct {
	Day  string // 2031-03-11; "" when the page has none
	host string // pages of one host look alike: they are never in two parts of a cross-validation
	days []claimedDay
}

// NewDateExample reads a page, in UTF-8, for its places that name days.
func NewDateExample(source string, hint Hint, day string) (DateExample, error) {
	doc, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return DateExample{}, fmt.Errorf("parse HTML: %w", err)
	}
	if deeper(doc, MaxDepth) {
		return DateExample{}, fmt.Errorf("parse HTML: elements nest deeper than %d", MaxDepth)
	}
	base, err := url.Parse(hint.URL)
	if err != nil {
		return DateExample{}, err
	}
	m := readMeta(doc)
	return DateExample{Day: day, host: base.Hostname(), days: m.claims(doc, base, hint.Now).namedDays()}, nil
}

// Part is one of n parts of a cross-validation: the same for all pages of a host.
func (e DateExample) Part(n int) int {
	h := uint32(2166136261) // FNV-1a
	for i := range len(e.host) {
		h = (h ^ uint32(e.host[i])) * 16777619
	}
	return int(h>>16) % n
}

// Best is the likeliest day by some weights, "" when it is too unlikely to be said, with its confidence and the signs that
// speak for it.
func (e DateExample) Best(w *DateWorth) (day string, confidence float64, signs []string) {
	days := slices.Clone(e.days)
	w.weigh(days)
	if len(days) == 0 || days[0].share < MinDateShare {
		return "", 0, nil
	}
	return days[0].name(), days[0].confidence(w), days[0].signs
}

// Signs are what speaks for a day, nil when no place names it.
func (e DateExample) Signs(day string) []string {
	for _, d := range e.days {
		if d.name() == day {
			return d.signs
		}
	}
	return nil
}

func (d claimedDay) name() string { return d.day.Format("2006-01-02") }

// slip reports whether the mark is likelier wrong than the page: no place names the day, but one names the same day of
// another year, or the same day and month exchanged.
func (e DateExample) slip() bool {
	if e.Day == "" || e.Signs(e.Day) != nil {
		return false
	}
	for _, d := range e.days {
		if n := d.name(); len(e.Day) != len(n) || n[4:] == e.Day[4:] || n == e.Day[:4]+e.Day[7:]+e.Day[4:7] {
			return true
		}
	}
	return false
}

// Rates of fitting, chosen by cross-validation over hosts.
const (
	dateRounds  = 500 // of gradient descent
	datePenalty = 1.0 // L2 of a sign
	kindPenalty = 0.6 // L2 of what signs share
	dateStep    = 0.1 // first step of Adam (Kingma, Ba 2015)
	dateParts   = 5   // of the cross-validation that the curve is drawn from
	rareSign    = 3   // signs on fewer pages have only what they share
)

// TrainDates fits the weights: a multinomial logit over the days that a page names and none of them. A sign's weight is what
// it shares with others (its form, its mark, its place) and what it has of its own; both are held near 0, the second more.
// The curve is drawn from pages judged by weights that were fitted without them.
func TrainDates(examples []DateExample) *DateWorth {
	var held []judged
	for k := range dateParts {
		var train []DateExample
		for _, e := range examples {
			if e.Part(dateParts) != k {
				train = append(train, e)
			}
		}
		w := fitDates(train)
		for _, e := range examples {
			if e.Part(dateParts) != k || e.slip() {
				continue
			}
			days := slices.Clone(e.days)
			w.weigh(days)
			if len(days) > 0 && days[0].share >= MinDateShare && !days[0].doubtful() {
				held = append(held, judged{days[0].share, days[0].name() == e.Day})
			}
		}
	}
	w := fitDates(examples)
	w.curve = isotonic(held)
	return w
}

// dateFit is the state of a fit.
type dateFit struct {
	ids    map[string]int
	names  []string
	pages  []int // on how many pages each is
	weight []float64
	none   float64
	cases  []dateCase
}

// dateCase is one page: the features of each day, and which day is right, -1 for none.
type dateCase struct {
	days  [][]int
	right int
}

func fitDates(examples []DateExample) *DateWorth {
	f := &dateFit{ids: map[string]int{}}
	for _, e := range examples {
		if !e.slip() {
			f.add(e)
		}
	}
	f.weight = make([]float64, len(f.names))
	f.descend()
	w := &DateWorth{sign: map[string]float64{noneSign: f.none}}
	for _, e := range examples {
		for _, d := range e.days {
			for _, s := range d.signs {
				v := 0.0
				for _, name := range featuresOf(s) {
					if i, ok := f.ids[name]; ok {
						v += f.weight[i]
					}
				}
				w.sign[s] = bounded(s, v)
			}
		}
	}
	return w
}

// featuresOf is a sign and what it shares with others.
func featuresOf(sign string) []string {
	out := []string{sign}
	form, rest, _ := strings.Cut(sign, ".")
	switch form {
	case "seen", "time", "data":
		out = append(out, "form:"+form)
		for part := range strings.SplitSeq(rest, ".") {
			out = append(out, "part:"+part)
		}
	}
	return out
}

func (f *dateFit) id(name string) int {
	i, ok := f.ids[name]
	if !ok {
		i = len(f.names)
		f.ids[name], f.names, f.pages = i, append(f.names, name), append(f.pages, 0)
	}
	return i
}

func (f *dateFit) add(e DateExample) {
	c := dateCase{right: -1}
	on := map[int]bool{}
	for i, d := range e.days {
		var ids []int
		for _, s := range d.signs {
			for _, name := range featuresOf(s) {
				ids = append(ids, f.id(name))
				on[f.id(name)] = true
			}
		}
		c.days = append(c.days, ids)
		if d.name() == e.Day {
			c.right = i
		}
	}
	for i := range on {
		f.pages[i]++
	}
	f.cases = append(f.cases, c)
}

// descend is Adam on the whole of the pages at every step.
func (f *dateFit) descend() {
	n := len(f.weight)
	grad, m, v := make([]float64, n+1), make([]float64, n+1), make([]float64, n+1)
	for t := 1; t <= dateRounds; t++ {
		for i, w := range f.weight {
			grad[i] = penaltyOf(f.names[i]) * w
		}
		grad[n] = 0
		for _, c := range f.cases {
			f.slope(c, grad)
		}
		step := dateStep * (1 - float64(t)/float64(dateRounds+1))
		for i := range grad {
			m[i] = 0.9*m[i] + 0.1*grad[i]
			v[i] = 0.99*v[i] + 0.01*grad[i]*grad[i]
			d := step * m[i] / (math.Sqrt(v[i]) + 1e-8)
			switch {
			case i == n:
				f.none -= d
			case f.pages[i] >= rareSign:
				f.weight[i] = bounded(f.names[i], f.weight[i]-d)
			}
		}
	}
}

func penaltyOf(name string) float64 {
	if strings.Contains(name, ":") {
		return kindPenalty
	}
	return datePenalty
}

// slope adds a page's gradient.
func (f *dateFit) slope(c dateCase, grad []float64) {
	n := len(f.weight)
	odds := make([]float64, len(c.days))
	sum := math.Exp(f.none)
	for i, ids := range c.days {
		s := 0.0
		for _, id := range ids {
			s += f.weight[id]
		}
		odds[i] = math.Exp(s)
		sum += odds[i]
	}
	p := math.Exp(f.none) / sum
	if c.right < 0 {
		p--
	}
	grad[n] += p
	for i, ids := range c.days {
		p := odds[i] / sum
		if i == c.right {
			p--
		}
		for _, id := range ids {
			grad[id] += p
		}
	}
}

// The bounds of a date of change.
const (
	leastModified = -0.3
	mostModified  = 0.4
)

// bounded keeps a weight where it makes sense: dates of change near 0, and places that confirm a date above 0, so that no
// more evidence makes a day less likely.
func bounded(name string, w float64) float64 {
	switch {
	case name == "modified.only":
		return w
	case strings.HasPrefix(name, "modified"):
		return min(mostModified, max(leastModified, w))
	case strings.Contains(name, ":"), strings.HasSuffix(name, ".later"), name == "revised", name == "swapped", name == "shuffled":
		return w
	}
	return max(0, w)
}

// judged is a day that was said, with its share, and whether it was right.
type judged struct {
	share float64
	right bool
}

// binDates is how many judgements a point of the curve stands on at least: fewer make it jump.
const binDates = 30

// isotonic is the rising curve nearest to how often days of each share were right (pool adjacent violators; Ayer and others
// 1955), on bins of neighbouring shares, each with one right and one wrong day more than were seen.
func isotonic(held []judged) []sureness {
	slices.SortFunc(held, func(a, b judged) int {
		switch {
		case a.share < b.share:
			return -1
		case a.share > b.share:
			return 1
		}
		return 0
	})
	type bin struct{ n, share, right float64 }
	var bins []bin
	mean := func(b bin) float64 { return (b.right + 1) / (b.n + 2) }
	for len(held) > 0 {
		n := min(binDates, len(held))
		if len(held)-n < binDates {
			n = len(held)
		}
		b := bin{n: float64(n)}
		for _, j := range held[:n] {
			b.share += j.share
			if j.right {
				b.right++
			}
		}
		held = held[n:]
		bins = append(bins, b)
		for len(bins) > 1 && mean(bins[len(bins)-2]) >= mean(bins[len(bins)-1]) {
			last := bins[len(bins)-1]
			bins = bins[:len(bins)-1]
			b := &bins[len(bins)-1]
			b.n, b.share, b.right = b.n+last.n, b.share+last.share, b.right+last.right
		}
	}
	curve := make([]sureness, len(bins))
	for i, b := range bins {
		curve[i] = sureness{b.share / b.n, mean(b)}
	}
	return curve
}
