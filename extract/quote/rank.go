package quote

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
)

//go:embed weights.txt
var weightFile string

// Weights say how much each feature counts for an option, and for words being a quotation at all. They are fitted by
// Train on articles in which somebody marked the quotations and their speakers, and kept as a text that can be read.
type Weights struct{ of map[feature]float64 }

// shipped are the weights that the program comes with.
var shipped = sync.OnceValue(func() *Weights {
	w, err := ReadWeights(weightFile)
	if err != nil {
		panic(fmt.Sprintf("quote: weights.txt: %v: train it anew with cmd/trainquotes", err))
	}
	return w
})

// ReadWeights reads the form that String writes: a line for each feature, its template, what fills it and its weight,
// parted by tabs; # begins a comment.
func ReadWeights(s string) (*Weights, error) {
	w := &Weights{of: make(map[feature]float64, strings.Count(s, "\n"))}
	n := 0
	for line := range strings.Lines(s) {
		n++
		line = strings.TrimRight(line, "\r\n")
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 4 {
			return nil, fmt.Errorf("line %d has %d fields, want template, two fillings and a weight", n, len(f))
		}
		v, err := strconv.ParseFloat(f[3], 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil, fmt.Errorf("line %d: %q is no weight", n, f[3])
		}
		w.of[feature{f[0], f[1], f[2]}] = v
	}
	return w, nil
}

// choose weighs the options of quotation n and gives them, each with its probability, and the place of the best.
func (r *reader) choose(n int, before []attribution) ([]option, int) {
	opts := r.options(n, before)
	c := r.settingOf(n, before, r.picked)
	best := 0
	for i := range opts {
		o := &opts[i]
		o.score = 0
		r.features(&c, o, i, func(t, a, b string) { o.score += r.weights.of[feature{t, a, b}] })
		if o.score > opts[best].score {
			best = i
		}
	}
	softmax(opts)
	if o := opts[best]; o.p < guess && guesses[o.rule] {
		best = len(opts) - 1
	}
	return opts, best
}

// sharpness makes up for the penalty, which holds the weights small and so the probabilities near each other: with it
// the speakers given at .9 or more are right in 96 of 100 articles that the weights were not fitted to (temperature
// scaling; Guo et al., On Calibration of Modern Neural Networks, 2017).
const sharpness = 1.25

// guess is how probable a speaker must be to whom no words point: facts over guesses.
const guess = .66

// guesses are the rules that say no more than that somebody is named nearby.
var guesses = map[string]bool{"near": true, "last": true, "first": true, "next": true, "scene": true}

// softmax turns the scores into probabilities (multinomial logit).
func softmax(opts []option) {
	top, sum := math.Inf(-1), 0.0
	for _, o := range opts {
		top = max(top, o.score)
	}
	for i := range opts {
		opts[i].p = math.Exp(sharpness * (opts[i].score - top))
		sum += opts[i].p
	}
	for i := range opts {
		opts[i].p /= sum
	}
}

// isQuotation is how probable it is that the words in marks are what somebody said or wrote, given the best option for
// whose they are.
func (r *reader) isQuotation(n int, o *option, none bool) float64 {
	score := 0.0
	r.quoteFeatures(n, o, none, func(t, a, b string) { score += r.weights.of[feature{t, a, b}] })
	return sigmoid(score)
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// reasons say in words what spoke for an option: the rules that point at it, and the word that attributes.
func (r *reader) reasons(o *option) []string {
	why := []string{about[o.rule]}
	if o.cue >= 0 {
		why = append(why, "cue "+r.low[o.cue])
	}
	for _, rule := range o.also {
		if !guesses[rule] {
			why = append(why, about[rule])
		}
	}
	return why
}
