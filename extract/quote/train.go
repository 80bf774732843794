package quote

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"storywatch/extract/entity"
	"storywatch/extract/text"
)

// Example is an article in which somebody marked every quotation and its speaker.
type Example struct {
	Doc   *text.Document
	Names *entity.Names
	Gold  []Gold // in text order
}

// Gold is one quotation as it was marked. Names tells whether the words of a mention name its speaker.
type Gold struct {
	text.Span
	Speaker  string                    // the words that name the speaker, "" for nobody
	Names    func(mention string) bool // whether a mention means that speaker
	Resolved bool                      // Speaker is the canonical name, not the words at this place: Names is asked of resolved mentions
}

// Rates of learning. The penalty is what keeps a feature that few articles show from counting. That on choices is where
// cross-validation is best; that on words matters little there, and the smaller one fits the marked articles better.
const (
	rounds        = 2    // options depend on the speakers chosen before: weigh, choose anew, weigh again
	passes        = 40   // over all quotations in a round
	choicePenalty = .1   // L2, for whose words they are
	wordsPenalty  = .005 // L2, for whether they are somebody's
	rare          = 5    // features seen less often are left out
	step          = .3   // AdaGrad's first step (Duchi, Hazan, Singer 2011)
	tiny          = .02  // weights below are left out of the file
)

// Train fits the weights: a multinomial logit over the options of each quotation, and a logit for whether the words
// are one.
func Train(examples []Example) *Weights {
	w := &Weights{of: map[feature]float64{}}
	for round := range rounds {
		t := trainer{ids: map[feature]int32{}}
		for _, ex := range examples {
			t.gather(ex, w, round == 0)
		}
		choices := t.fit(t.choices, choicePenalty)
		// whether the words are a quotation is judged by options weighed by the new weights
		t = trainer{ids: map[feature]int32{}}
		for _, ex := range examples {
			t.gather(ex, choices, false)
		}
		w = t.fit(t.are, wordsPenalty)
		for f, v := range choices.of {
			w.of[f] = v
		}
	}
	return w
}

// trainer collects decisions.
type trainer struct {
	ids      map[feature]int32
	features []feature // by id
	count    []int     // how often each was seen
	choices  []instance
	are      []instance
}

// instance is one decision: the features of each possibility, by id, and which of them are right.
type instance struct {
	features [][]int32
	right    []bool
}

func (t *trainer) id(f feature) int32 {
	id, ok := t.ids[f]
	if !ok {
		id = int32(len(t.features))
		t.ids[f] = id
		t.features, t.count = append(t.features, f), append(t.count, 0)
	}
	t.count[id]++
	return id
}

// gather makes the decisions of one article. first lets the rules in their order choose the speakers that later
// options look back at.
func (t *trainer) gather(ex Example, w *Weights, first bool) {
	r := newReader(ex.Doc, ex.Names, findQuoted(ex.Doc))
	r.weights = w
	found := make([]attribution, len(r.qs))
	r.kept = make([]bool, len(r.qs))
	for n := range r.qs {
		opts, best := r.choose(n, found[:n])
		if first {
			best = 0
		}
		found[n] = opts[best].attribution
		r.kept[n] = first || r.keeps(n, &opts[best])
		gold, marked := goldFor(ex.Gold, r.qs[n])
		if marked {
			t.choice(r, n, opts, found, gold)
		}
		var f []int32
		r.quoteFeatures(n, &opts[best], r.picked.none, func(name, a, b string) { f = append(f, t.id(feature{name, a, b})) })
		t.are = append(t.are, instance{features: [][]int32{f, nil}, right: []bool{marked, !marked}})
	}
}

// choice adds the decision whose words quotation n is.
func (t *trainer) choice(r *reader, n int, opts []option, found []attribution, gold Gold) {
	c := r.settingOf(n, found[:n], r.picked)
	in := instance{right: make([]bool, len(opts)), features: make([][]int32, len(opts))}
	some := false
	for i := range opts {
		o := &opts[i]
		r.features(&c, o, i, func(name, a, b string) { in.features[i] = append(in.features[i], t.id(feature{name, a, b})) })
		if o.found() {
			in.right[i] = gold.Speaker != "" && gold.means(r, o.attribution, found)
		} else {
			in.right[i] = gold.Speaker == ""
		}
		some = some || in.right[i]
	}
	if some {
		t.choices = append(t.choices, in)
	}
}

// means reports whether attribution a names the speaker that was marked; found are the attributions of the article.
func (g Gold) means(r *reader, a attribution, found []attribution) bool {
	words := r.spanOf(a)
	if !g.Resolved {
		return g.Names(r.d.Slice(words))
	}
	name := newResolver(r, found, nil).settle(source{a, words}).name
	return name != "" && g.Names(name)
}

// goldFor is the marked quotation that q is.
func goldFor(gold []Gold, q quoted) (Gold, bool) {
	for _, g := range gold {
		both := min(g.End, q.End) - max(g.Start, q.Start)
		if all := max(g.End, q.End) - min(g.Start, q.Start); both > 0 && 10*both >= 8*all {
			return g, true
		}
	}
	return Gold{}, false
}

// fit finds the weights that make the right possibilities of all instances most probable, less the penalty.
func (t *trainer) fit(all []instance, pen float64) *Weights {
	w, squares := make([]float64, len(t.features)), make([]float64, len(t.features))
	l2 := make([]float64, len(t.features))
	for id, f := range t.features {
		l2[id] = pen
		if f.a == "" && f.b == "" {
			l2[id] = 0 // what all instances share
		}
	}
	var p, q []float64
	for range passes {
		for _, in := range all {
			p, q = in.odds(w, p[:0], q[:0])
			for i, ids := range in.features {
				g := p[i] - q[i]
				for _, id := range ids {
					if t.count[id] < rare {
						continue
					}
					d := g + l2[id]*w[id]
					squares[id] += d * d
					if squares[id] > 0 {
						w[id] -= step * d / math.Sqrt(squares[id]+1e-8)
					}
				}
			}
		}
	}
	out := &Weights{of: map[feature]float64{}}
	for id, f := range t.features {
		if w[id] != 0 {
			out.of[f] = w[id]
		}
	}
	return out
}

// odds are the probabilities of the possibilities, and those among the right ones alone.
func (in instance) odds(w, p, q []float64) (all, right []float64) {
	top, rightTop := math.Inf(-1), math.Inf(-1)
	for i, ids := range in.features {
		s := 0.0
		for _, id := range ids {
			s += w[id]
		}
		p = append(p, s)
		top = max(top, s)
		if in.right[i] {
			rightTop = max(rightTop, s)
		}
	}
	sum, rightSum := 0.0, 0.0
	for i, s := range p {
		e := 0.0
		if in.right[i] {
			e = math.Exp(s - rightTop)
			rightSum += e
		}
		q = append(q, e)
		p[i] = math.Exp(s - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
		q[i] /= rightSum
	}
	return p, q
}

// String is the weights as text, in the order of the templates, the largest first.
func (w *Weights) String() string {
	var b strings.Builder
	b.WriteString("# How much each feature counts for a speaker, and for words being a quotation at all. Made by cmd/trainquotes; not\n" +
		"# meant to be edited by hand. A line: template, two fillings, weight (natural logarithm of odds), parted by tabs.\n")
	for _, t := range templates {
		fmt.Fprintf(&b, "# %s: %s\n", t.name, t.about)
	}
	for _, t := range templates {
		var of []feature
		for f, v := range w.of {
			if f.template == t.name && math.Abs(v) >= tiny {
				of = append(of, f)
			}
		}
		slices.SortFunc(of, func(x, y feature) int {
			return cmp.Or(cmp.Compare(w.of[y], w.of[x]), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
		})
		for _, f := range of {
			fmt.Fprintf(&b, "%s\t%s\t%s\t%.2f\n", f.template, f.a, f.b, w.of[f])
		}
	}
	return b.String()
}

// Report is how often the choices for some articles were right.
type Report struct {
	Gold, Found, Right, Given int // marked; of them found; of these with the right speaker; reported in all
	Sure, SureRight           int // found, with a speaker given at .9 or more; of them right
}

// Add adds another report.
func (p *Report) Add(o Report) {
	p.Gold, p.Found, p.Right, p.Given = p.Gold+o.Gold, p.Found+o.Found, p.Right+o.Right, p.Given+o.Given
	p.Sure, p.SureRight = p.Sure+o.Sure, p.SureRight+o.SureRight
}

func (p Report) String() string {
	f1 := func(tp int) float64 { return 200 * float64(tp) / float64(max(1, p.Gold+p.Given)) }
	return fmt.Sprintf("quotation F1 %.1f, quotation and speaker F1 %.1f (%d marked, %d given), right where sure %.1f %% at %.1f %%", f1(p.Found), f1(p.Right), p.Gold, p.Given,
		100*float64(p.SureRight)/float64(max(1, p.Sure)), 100*float64(p.Sure)/float64(max(1, p.Found)))
}

// FindWith is Find with other weights than those that the program comes with.
func FindWith(w *Weights, d *text.Document, names *entity.Names) []Quote {
	quotes, _ := find(w, d, names, nil, "")
	return quotes
}

// Evaluate reads the examples with weights w and counts.
func Evaluate(examples []Example, w *Weights) Report {
	var p Report
	for _, ex := range examples {
		p.Gold += len(ex.Gold)
		r := newReader(ex.Doc, ex.Names, findQuoted(ex.Doc))
		r.weights = w
		found, kept := r.read()
		for n := range r.qs {
			if !kept[n] {
				continue
			}
			p.Given++
			gold, marked := goldFor(ex.Gold, r.qs[n])
			if !marked {
				continue
			}
			p.Found++
			right := gold.Speaker == "" && !found[n].found()
			if found[n].found() {
				right = gold.Speaker != "" && gold.means(r, found[n], found)
				if found[n].p >= .9 {
					p.Sure++
					if right {
						p.SureRight++
					}
				}
			}
			if right {
				p.Right++
			}
		}
	}
	return p
}
