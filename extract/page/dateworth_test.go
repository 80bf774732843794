package page_test

import (
	_ "embed"
	"fmt"
	"strings"
	"testing"

	"storywatch/extract/page"
)

//go:embed dateworth.txt
var shippedWorth string

func TestShippedDateWorth(t *testing.T) {
	w, err := page.ReadDateWorth(shippedWorth)
	if err != nil {
		t.Fatal(err)
	}
	var rows []string
	for line := range strings.Lines(shippedWorth) {
		if !strings.HasPrefix(line, "#") {
			rows = append(rows, line)
		}
	}
	if got := w.String(); got != strings.Join(rows, "") {
		t.Errorf("not as cmd/traindates writes it:\n%s", got)
	}
}

//go:embed datewords.txt
var shippedWords string

// A word that names two months would silently be the later one.
func TestMonthNamesMeanOneMonth(t *testing.T) {
	of := map[string]string{}
	for line := range strings.Lines(shippedWords) {
		f := strings.Fields(line)
		if len(f) < 3 || f[0] != "month" {
			continue
		}
		for _, word := range f[2:] {
			if other, ok := of[word]; ok && other != f[1] {
				t.Errorf("%s is month %s and month %s", word, other, f[1])
			}
			of[word] = f[1]
		}
	}
	if len(of) < 12 {
		t.Fatal("no months were read")
	}
}

func TestReadDateWorthRefuses(t *testing.T) {
	for name, tc := range map[string]struct{ rows, want string }{
		"no number":        {"meta one", "line 1"},
		"not a number":     {"# x\nmeta NaN", "line 2"},
		"a sign alone":     {"meta", "line 1"},
		"two weights":      {"meta 1 2", "line 1"},
		"half of a point":  {"sure 0.5", "line 1"},
		"a point too long": {"sure 0.5 0.6 0.7", "line 1"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := page.ReadDateWorth(tc.rows); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("got %v, want an error with %q", err, tc.want)
			}
		})
	}
}

// marked are pages of invented hosts: metadata is always right, what stands beside the article never.
func marked(t *testing.T, n int) []page.DateExample {
	t.Helper()
	var out []page.DateExample
	for i := range n {
		day := fmt.Sprintf("2031-03-%02d", i%28+1)
		source := article(`<meta property="article:published_time" content="`+day+`">`, `<p class="date">`+day+`</p><aside><p class="date">14 April 2031</p></aside>`)
		if i%5 == 0 {
			day = "2030-01-02" // somebody marked it wrong, or the page is
		}
		ex, err := page.NewDateExample(source, page.Hint{URL: fmt.Sprintf("https://site%d.example/a", i)}, day)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, ex)
	}
	return out
}

func TestTrainDates(t *testing.T) {
	examples := marked(t, 200)
	w := page.TrainDates(examples)
	right, sum := 0.0, 0.0
	for _, e := range examples {
		day, confidence, signs := e.Best(w)
		if day == "2031-04-14" || len(signs) == 0 {
			t.Fatalf("said %q for %v", day, signs)
		}
		sum += confidence
		if day == e.Day {
			right++
		}
	}
	// a fifth of the marks is wrong, so the confidence must be near four fifths
	if got := sum / right; got < 0.9 || got > 1.1 {
		t.Errorf("confidence sums to %.1f, right were %.0f", sum, right)
	}
	if again := page.TrainDates(examples).String(); again != w.String() {
		t.Error("fitted twice, the weights differ")
	}
}

func TestPartsKeepHostsTogether(t *testing.T) {
	seen := map[int]bool{}
	for i := range 40 {
		var parts [2]int
		for j, path := range []string{"a", "b"} {
			ex, err := page.NewDateExample("<p>x</p>", page.Hint{URL: fmt.Sprintf("https://site%d.example/%s", i, path)}, "")
			if err != nil {
				t.Fatal(err)
			}
			parts[j] = ex.Part(4)
		}
		if parts[0] != parts[1] || parts[0] < 0 || parts[0] > 3 {
			t.Errorf("parts %v", parts)
		}
		seen[parts[0]] = true
	}
	if len(seen) != 4 {
		t.Errorf("only %d of 4 parts have pages", len(seen))
	}
}
