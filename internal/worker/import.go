package worker

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"storywatch/extract"
	"storywatch/store"
)

// MaxLine is how long one line of an import may be, in bytes: a page of 16 MB in base64.
const MaxLine = 24 << 20

// Import reads documents, one JSON object a line, in the order of the file, as if each had been seen when it was published.
// Reading runs in parallel; remembering is in file order, so nothing later influences what is decided earlier, and the
// result does not depend on how many readers there are. deliver says whether its events may be sent to people.
//
// A line that cannot be read stops the import with its number; what came before it is kept, and importing the whole file
// again later changes nothing for it.
func (w *Worker) Import(ctx context.Context, r io.Reader, deliver bool, progress func(done int)) (Tally, error) {
	return w.inOrder(ctx, func(ctx context.Context, yield func(*importJob) bool) error {
		return scanLines(ctx, r, yield)
	}, func(j *importJob, last time.Time) store.Observation {
		return w.imported(j, last, deliver)
	}, progress)
}

// inOrder has the documents read that scan yields, several at once, and remembers them in their order as observe makes
// them; last is when the one before was seen.
func (w *Worker) inOrder(ctx context.Context, scan func(context.Context, func(*importJob) bool) error, observe observing, progress func(done int)) (Tally, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	readers := min(w.Parallel, cap(w.readers))
	jobs := make(chan *importJob)
	ordered := make(chan *importJob, 4*readers)
	var reading sync.WaitGroup
	for range readers {
		reading.Go(func() {
			for j := range jobs {
				j.read(w.Reader)
			}
		})
	}
	var scanErr error
	go func() {
		defer close(ordered)
		defer close(jobs)
		scanErr = scan(ctx, func(j *importJob) bool {
			select {
			case ordered <- j:
			case <-ctx.Done():
				return false
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				j.fail(ctx.Err())
				return false
			}
			return true
		})
	}()
	report, err := w.remember(ctx, ordered, observe, progress)
	cancel()
	for range ordered { // let the scanner end
	}
	reading.Wait()
	if err == nil {
		err = scanErr
	}
	return report, err
}

// DefaultImportBatch is how many documents are written together: one wait for the disk serves them all, and a kill loses the
// work on no more than these, which importing again makes good.
const DefaultImportBatch = 20

// observing makes of a document that was read what is remembered of it.
type observing func(j *importJob, last time.Time) store.Observation

// remember records what was read, in order.
func (w *Worker) remember(ctx context.Context, ordered <-chan *importJob, observe observing, progress func(int)) (Tally, error) {
	var report Tally
	var jobs []*importJob
	var batch []store.Observation
	last := time.Time{}
	flush := func() error {
		done, err := w.recordBatch(ctx, jobs, batch)
		for _, d := range done {
			report.add(d)
		}
		jobs, batch = jobs[:0], batch[:0]
		if progress != nil {
			progress(report.Documents)
		}
		return err
	}
	for j := range ordered {
		select {
		case <-j.done:
		case <-ctx.Done():
			return report, ctx.Err()
		}
		if j.err != nil {
			if err := flush(); err != nil {
				return report, err
			}
			return report, fmt.Errorf("%s: %w", j.name(), j.err)
		}
		o := observe(j, last)
		last = o.SeenAt
		jobs, batch = append(jobs, j), append(batch, o)
		if len(batch) >= w.ImportBatch {
			if err := flush(); err != nil {
				return report, err
			}
		}
	}
	return report, flush()
}

// recordBatch writes documents together. When that fails they are written one by one, so that the error names the line
// and everything before it is kept.
func (w *Worker) recordBatch(ctx context.Context, jobs []*importJob, batch []store.Observation) ([]store.Recorded, error) {
	if len(batch) == 0 {
		return nil, nil
	}
	done, err := w.Store.RecordAll(ctx, batch, w.ladder)
	if err == nil {
		return done, nil
	}
	done = done[:0]
	for i, o := range batch {
		d, err := w.Store.Record(ctx, nil, o, w.ladder)
		if err != nil {
			return done, fmt.Errorf("%s: %w", jobs[i].name(), err)
		}
		done = append(done, d)
	}
	return done, nil
}

// imported is a document as if it had been seen when it was published; one without a date is seen with the one before it.
func (w *Worker) imported(j *importJob, last time.Time, deliver bool) store.Observation {
	o := Observe(j.facts)
	o.ExternalID, o.Source, o.URL, o.ObservedBy = j.in.ID, firstNonEmpty(j.in.Source, "import"), j.in.URL, "import"
	o.Canonical = store.CanonicalURL(firstNonEmpty(j.facts.Canonical, j.in.URL))
	o.SeenAt = firstTime(j.in.Published, last, w.Clock.Now())
	o.Silent = !deliver
	o.OffTopic = w.Topics && len(o.Topics) == 0
	if len(j.in.HTML) > 0 {
		o.Body = &store.Body{Bytes: j.in.HTML, ContentType: j.in.ContentType, URL: j.in.URL, FetchedAt: o.SeenAt}
	}
	return w.judged(o)
}

func firstTime(list ...time.Time) time.Time {
	for _, t := range list {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

// importJob is one document on its way.
type importJob struct {
	line  int // in its file; 0 for a text of the store
	in    extract.Input
	kept  *keptText // a text of the store; nil for a line
	facts extract.Facts
	err   error
	done  chan struct{}
}

// name is what an error calls the document.
func (j *importJob) name() string {
	switch {
	case j.kept != nil:
		return j.kept.ID
	case j.line == 0:
		return "a kept text"
	}
	return fmt.Sprintf("line %d", j.line)
}

func (j *importJob) fail(err error) {
	j.err = err
	close(j.done)
}

func (j *importJob) read(r *extract.Reader) {
	defer close(j.done)
	defer func() {
		if p := recover(); p != nil {
			j.err = fmt.Errorf("the program failed on this document: %v", p)
		}
	}()
	switch {
	case j.err != nil:
	case j.kept != nil:
		j.facts, j.err = j.kept.read(r)
	default:
		j.facts = r.Read(j.in)
	}
}

// scanLines calls yield with every line that is not blank, until it returns false.
func scanLines(ctx context.Context, r io.Reader, yield func(*importJob) bool) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 0, 1<<20), MaxLine)
	for n := 1; sc.Scan(); n++ {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		line := bytes.TrimPrefix(bytes.TrimSpace(sc.Bytes()), []byte("\xef\xbb\xbf"))
		if len(line) == 0 {
			continue
		}
		j := &importJob{line: n, done: make(chan struct{})}
		j.in, j.err = ParseLine(line)
		if j.err == nil && strings.TrimSpace(j.in.ID) == "" {
			j.err = errors.New("the document has no \"id\": importing it again could not be told from a new one")
		}
		if !yield(j) {
			return ctx.Err()
		}
	}
	if err := sc.Err(); err != nil {
		if errors.Is(err, bufio.ErrTooLong) {
			return fmt.Errorf("a line is longer than %d MB", MaxLine>>20)
		}
		return err
	}
	return nil
}
