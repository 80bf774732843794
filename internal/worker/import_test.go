package worker_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"storywatch/internal/worker"
	"storywatch/store"
)

// backFile is documents of some days: one happening after the other, told by two outlets.
func backFile() string {
	var b strings.Builder
	for n := range 24 {
		outlet := []string{"Gull", "Tern"}[n%2]
		fmt.Fprintf(&b, `{"id":"doc-%02d","url":"http://%s.example/%d","source":"%s","title":"Norvane and the Port Agency, part %d","published":"2031-05-%02dT08:00:00Z",`+
			`"text":"Norvane sued the Port Agency on Tuesday over pier %d. “We asked %d times and were told nothing,” said Ilse Marrow, who runs the company. The agency must answer by May 28."}`+"\n",
			n, strings.ToLower(outlet), n, outlet, n/2, 6+n/4, n/2, n/2+2)
	}
	return b.String()
}

// imported are events, quotes and items as they stand, in order.
func imported(t *testing.T, d *desk) (lines []string) {
	t.Helper()
	for _, i := range d.items(t) {
		lines = append(lines, fmt.Sprintf("item %s %s %s of %q %s", i.ID, i.Title, i.State, i.CopyOf, i.FirstSeenAt))
	}
	err := d.Store.EachEvent(t.Context(), store.Filter{}, func(e store.EventRow) error {
		lines = append(lines, fmt.Sprintf("event %s %s %s %s %s %s by %s at %s", e.ID, e.DevelopmentID, e.StoryID, e.Change, e.Type, e.Status, e.ItemID, e.SeenAt))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = d.Store.EachQuote(t.Context(), store.Filter{}, func(q store.QuoteRow) error {
		lines = append(lines, fmt.Sprintf("quote %s %s %q by %q, %d times", q.ID, q.ItemID, q.Quote, q.Speaker, q.Attestations))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

// How many readers there are changes nothing: what is remembered is remembered in the order of the file.
func TestImportDoesNotDependOnParallel(t *testing.T) {
	var first []string
	for _, parallel := range []int{1, 8} {
		d := newDesk(t, func(o *worker.Options) { o.Parallel = parallel })
		last := 0
		r, err := d.Import(t.Context(), strings.NewReader(backFile()), false, func(done int) {
			if done < last {
				t.Errorf("progress goes back from %d to %d", last, done)
			}
			last = done
		})
		if err != nil || r.Documents != 24 || last != 24 {
			t.Fatalf("parallel %d: %+v, progress %d, %v", parallel, r, last, err)
		}
		lines := imported(t, d)
		if first == nil {
			first = lines
		}
		if !slices.Equal(lines, first) {
			t.Errorf("parallel %d gives another result:\n%s\nwant\n%s", parallel, strings.Join(lines, "\n"), strings.Join(first, "\n"))
		}
		if len(lines) < 24+4 {
			t.Errorf("parallel %d: little was found:\n%s", parallel, strings.Join(lines, "\n"))
		}
	}
}

func TestImportDoesNotDependOnBatch(t *testing.T) {
	var first []string
	for _, size := range []int{1, 2, 7, worker.DefaultImportBatch, 1000} {
		d := newDesk(t, func(o *worker.Options) { o.ImportBatch = size })
		if r, err := d.Import(t.Context(), strings.NewReader(backFile()), false, nil); err != nil || r.Documents != 24 {
			t.Fatalf("batches of %d: %+v, %v", size, r, err)
		}
		lines := imported(t, d)
		if first == nil {
			first = lines
		}
		if !slices.Equal(first, lines) {
			t.Errorf("batches of %d differ:\n%s\n\n%s", size, strings.Join(first, "\n"), strings.Join(lines, "\n"))
		}
	}
}

func TestImportingAgainChangesNothing(t *testing.T) {
	d := newDesk(t, nil)
	if _, err := d.Import(t.Context(), strings.NewReader(backFile()), false, nil); err != nil {
		t.Fatal(err)
	}
	before := imported(t, d)
	r, err := d.Import(t.Context(), strings.NewReader(backFile()), false, nil)
	if err != nil || r.Unchanged != 24 || r.Events != 0 {
		t.Errorf("%+v, %v", r, err)
	}
	if after := imported(t, d); !slices.Equal(after, before) {
		t.Errorf("a second import changed what is known:\n%s", strings.Join(after, "\n"))
	}
}

// What was imported is told to nobody unless that was asked for.
func TestImportIsSilentUnlessAsked(t *testing.T) {
	for _, deliver := range []bool{false, true} {
		d := newDesk(t, nil)
		if _, err := d.Import(t.Context(), strings.NewReader(backFile()), deliver, nil); err != nil {
			t.Fatal(err)
		}
		pending, err := d.Store.PendingEvents(t.Context(), "email", "desk@gull.example")
		if err != nil || (len(pending) > 0) != deliver {
			t.Errorf("deliver %v: %d events are pending, %v", deliver, len(pending), err)
		}
	}
}

// A line that cannot be read stops the import with its number; what came before it is kept.
func TestImportNamesTheBadLine(t *testing.T) {
	lines := strings.SplitAfter(backFile(), "\n")
	for name, c := range map[string]struct{ line, want string }{
		"no JSON":         {`{"id": "x", "text": `, "not a JSON object"},
		"wrong type":      {`{"id": 7, "text": "Norvane"}`, `"id"`},
		"no id":           {`{"text": "Norvane sued the Port Agency."}`, `no "id"`},
		"bad date":        {`{"id": "x", "text": "Norvane", "published": "soon"}`, `"published"`},
		"a list, no line": {`[]`, "not"},
	} {
		t.Run(name, func(t *testing.T) {
			file := lines[0] + "\n" + lines[1] + c.line + "\n" + lines[2]
			d := newDesk(t, func(o *worker.Options) { o.Parallel = 4 })
			_, err := d.Import(t.Context(), strings.NewReader(file), false, nil)
			if err == nil || !strings.Contains(err.Error(), "line 4: ") || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want line 4 and %q", err, c.want)
			}
			if n := len(d.items(t)); n != 2 {
				t.Errorf("%d items are kept, want the 2 before the line", n)
			}
		})
	}
}

func TestParseLine(t *testing.T) {
	for _, c := range []struct {
		name, line             string
		published, precision   string
		contentType, html, err string
	}{
		{"a time", `{"published":"2031-05-06T10:00:00-04:00"}`, "2031-05-06T10:00:00-04:00", "minute", "", "", ""},
		{"a time without a zone is UTC", `{"published":"2031-05-06 10:00"}`, "2031-05-06T10:00:00Z", "minute", "", "", ""},
		{"a day", `{"published":"2031-05-06"}`, "2031-05-06T00:00:00Z", "day", "", "", ""},
		{"not known", `{"published":null}`, "0001-01-01T00:00:00Z", "", "", "", ""},
		{"JSON is UTF-8 whatever the page says", `{"html":"<p>é</p>","content_type":"text/html; charset=latin1"}`, "0001-01-01T00:00:00Z", "", "text/html; charset=utf-8", "<p>é</p>", ""},
		{"bytes are what they are", `{"html_b64":"PHA+","content_type":"text/html; charset=latin1"}`, "0001-01-01T00:00:00Z", "", "text/html; charset=latin1", "<p>", ""},
		{"no date", `{"published":"next week"}`, "", "", "", "", "next week"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, err := worker.ParseLine([]byte(c.line))
			if c.err != "" {
				if err == nil || !strings.Contains(err.Error(), c.err) {
					t.Errorf("error %v, want %q", err, c.err)
				}
				return
			}
			if got := in.Published.Format("2006-01-02T15:04:05Z07:00"); err != nil || got != c.published || in.PublishedPrecision != c.precision || in.ContentType != c.contentType || string(in.HTML) != c.html {
				t.Errorf("%+v, %v", in, err)
			}
		})
	}
}
