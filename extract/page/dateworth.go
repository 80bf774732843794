package page

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// DateWorth says what each place that names a day is worth, and how often days of some share were right.
type DateWorth struct {
	sign  map[string]float64 // log odds by sign; "none" is that of no named day being right
	curve []sureness         // by share, both rising
}

// sureness is a point of the curve from a day's share to how often such days were right.
type sureness struct{ share, right float64 }

//go:embed dateworth.txt
var dateWorthFile string

// dateWorth reads the file when the first page is read.
var dateWorth = sync.OnceValue(func() *DateWorth {
	w, err := ReadDateWorth(dateWorthFile)
	if err != nil {
		panic(fmt.Sprintf("page: dateworth.txt: %v: fit it anew with cmd/traindates", err))
	}
	return w
})

// none is the row for the possibility that no named day is right, sure the rows of the curve.
const (
	noneSign = "none"
	sureRow  = "sure"
)

// ReadDateWorth reads the rows of dateworth.txt: "sign weight", and "sure share right".
func ReadDateWorth(s string) (*DateWorth, error) {
	w := &DateWorth{sign: map[string]float64{}}
	n := 0
	for line := range strings.Lines(s) {
		n++
		f := strings.Fields(line)
		if len(f) == 0 || f[0][0] == '#' {
			continue
		}
		values := make([]float64, 0, 2)
		for _, field := range f[1:] {
			v, err := strconv.ParseFloat(field, 64)
			if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
				return nil, fmt.Errorf("line %d: %q is no number", n, field)
			}
			values = append(values, v)
		}
		switch {
		case f[0] == sureRow && len(values) == 2:
			w.curve = append(w.curve, sureness{values[0], values[1]})
		case f[0] != sureRow && len(values) == 1:
			w.sign[f[0]] = values[0]
		default:
			return nil, fmt.Errorf("line %d: want a sign and its weight, or sure, a share and how many were right", n)
		}
	}
	return w, nil
}

// String is the rows as ReadDateWorth reads them.
func (w *DateWorth) String() string {
	var b strings.Builder
	for _, p := range w.curve {
		fmt.Fprintf(&b, "%s %g %g\n", sureRow, rounded(p.share, 3), rounded(p.right, 3))
	}
	signs := make([]string, 0, len(w.sign))
	for s := range w.sign {
		signs = append(signs, s)
	}
	slices.Sort(signs)
	for _, s := range signs {
		if v := rounded(w.sign[s], 2); v != 0 || s == noneSign {
			fmt.Fprintf(&b, "%s %g\n", s, v)
		}
	}
	return b.String()
}

func rounded(v float64, places int) float64 {
	scale := math.Pow10(places)
	return math.Round(v*scale) / scale
}

// weigh gives each day its share among all days and the possibility that none is right, and sorts the likeliest first.
func (w *DateWorth) weigh(days []claimedDay) {
	sum := math.Exp(w.sign[noneSign])
	for i := range days {
		s := 0.0
		for _, sign := range days[i].signs {
			s += w.sign[sign]
		}
		days[i].share = math.Exp(s)
		sum += days[i].share
	}
	for i := range days {
		days[i].share /= sum
	}
	slices.SortStableFunc(days, func(a, b claimedDay) int {
		switch {
		case a.share > b.share:
			return -1
		case a.share < b.share:
			return 1
		}
		return 0
	})
}

// sure is how often days of a share were right on pages that the weights were not fitted to: straight lines between the
// points of the curve, the first of which starts at nothing.
func (w *DateWorth) sure(share float64) float64 {
	if len(w.curve) == 0 {
		return share
	}
	i := 0
	for i < len(w.curve) && w.curve[i].share < share {
		i++
	}
	switch i {
	case 0:
		return w.curve[0].right * share / w.curve[0].share
	case len(w.curve):
		return w.curve[i-1].right
	}
	a, b := w.curve[i-1], w.curve[i]
	return a.right + (b.right-a.right)*(share-a.share)/(b.share-a.share)
}
