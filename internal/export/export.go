// Package export writes what the store knows as CSV or JSON Lines for other programs. Columns are only ever appended; it
// decides nothing and changes nothing but the cursor of a named export.
package export

import (
	"bufio"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"storywatch/internal/config"
	"storywatch/store"
)

// The formats.
const (
	CSV   = "csv"
	JSONL = "jsonl"
)

// Request says what to write.
type Request struct {
	What   string // a key of Kinds
	Format string // CSV or JSONL
	Filter store.Filter
	Excel  bool // CSV begins with a byte order mark, so that Excel reads UTF-8
}

// Kinds are what can be exported, in the order that help shows.
var Kinds = []string{"items", "quotes", "developments", "awards", "dates", "copies"}

// Column is one column of an export.
type Column struct {
	Name    string
	Meaning string
}

// column is a column with how to get its value from a row. Values are string, []string, bool, int, int64, float64 or time.Time;
// nil and zero times are empty.
type column[T any] struct {
	Column
	get func(T) any
}

// Columns are the columns of a kind, in order.
func Columns(what string) ([]Column, error) {
	switch what {
	case "items":
		return names(itemColumns), nil
	case "quotes":
		return names(quoteColumns), nil
	case "developments":
		return names(developmentColumns), nil
	case "awards":
		return names(awardColumns), nil
	case "dates":
		return names(dateColumns), nil
	case "copies":
		return names(copyColumns), nil
	}
	return nil, unknownKind(what)
}

func unknownKind(what string) error {
	if best := config.Nearest(what, Kinds); best != "" {
		return fmt.Errorf("cannot export %q; did you mean %q?", what, best)
	}
	return fmt.Errorf("cannot export %q: one of %s", what, strings.Join(Kinds, ", "))
}

// Write writes every row that the filter lets through, in constant memory, and returns how many there were.
func Write(ctx context.Context, w io.Writer, st *store.Store, r Request) (int, error) {
	switch r.What {
	case "items":
		return rows(ctx, w, r, itemColumns, st.EachItem)
	case "quotes":
		return rows(ctx, w, r, quoteColumns, st.EachQuote)
	case "developments":
		return rows(ctx, w, r, developmentColumns, st.EachEvent)
	case "awards":
		return rows(ctx, w, r, awardColumns, st.EachAward)
	case "dates":
		return rows(ctx, w, r, dateColumns, st.EachDate)
	case "copies":
		return rows(ctx, w, r, copyColumns, st.EachCopy)
	}
	return 0, unknownKind(r.What)
}

func names[T any](cols []column[T]) []Column {
	out := make([]Column, 0, len(cols))
	for _, c := range cols {
		out = append(out, c.Column)
	}
	return out
}

// rows writes one kind.
func rows[T any](ctx context.Context, w io.Writer, r Request, cols []column[T], each func(context.Context, store.Filter, func(T) error) error) (n int, err error) {
	buf := bufio.NewWriterSize(w, 64<<10)
	write := jsonWriter(buf, cols)
	switch r.Format {
	case CSV:
		if write, err = csvWriter(buf, cols, r.Excel); err != nil {
			return 0, err
		}
	case JSONL:
	default:
		return 0, fmt.Errorf("format %q is not known: csv or jsonl", r.Format)
	}
	err = each(ctx, r.Filter, func(row T) error {
		n++
		return write(row)
	})
	if err != nil {
		return n, err
	}
	return n, buf.Flush()
}

// csvWriter writes RFC 4180 with a header.
func csvWriter[T any](w io.Writer, cols []column[T], bom bool) (func(T) error, error) {
	if bom {
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return nil, err
		}
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	record := make([]string, len(cols))
	for i, c := range cols {
		record[i] = c.Name
	}
	if err := out.Write(record); err != nil {
		return nil, err
	}
	out.Flush()
	return func(row T) error {
		for i, c := range cols {
			record[i] = cell(c.get(row))
		}
		if err := out.Write(record); err != nil {
			return err
		}
		out.Flush()
		return out.Error()
	}, out.Error()
}

// cell is a value as CSV text. Text that a spreadsheet would take for a formula is defused.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return defuse(v)
	case []string:
		parts := make([]string, len(v)) // each by itself: a spreadsheet may take the semicolon for its separator
		for i, s := range v {
			parts[i] = defuse(s)
		}
		return strings.Join(parts, "; ")
	case bool:
		return strconv.FormatBool(v)
	case int:
		return strconv.Itoa(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return number(v)
	case time.Time:
		return stamp(v)
	}
	return defuse(fmt.Sprint(v))
}

// Text that begins with one of formulaStarts is run by some spreadsheet: OWASP's list for CSV injection, and the bar and
// percent sign of old exchange formats.
const formulaStarts = "=+-@\t\n＝＋－＠|%"

// defuse puts an apostrophe before what a spreadsheet would run, also behind blanks and marks that do not show. A plain
// number is none and stays one. NUL and bytes that are no UTF-8 go, and every line break becomes one LF, which is what
// RFC 4180 readers give back.
func defuse(s string) string {
	s = lineBreaks.Replace(strings.ToValidUTF8(s, "\uFFFD"))
	visible := strings.TrimLeftFunc(s, func(r rune) bool {
		return r != '\t' && r != '\n' && (unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
	})
	first, _ := utf8.DecodeRuneInString(visible)
	if visible == "" || !strings.ContainsRune(formulaStarts, first) || plainNumber.MatchString(s) {
		return s
	}
	return "'" + s
}

var (
	lineBreaks  = strings.NewReplacer("\x00", "", "\r\n", "\n", "\r", "\n")
	plainNumber = regexp.MustCompile(`^[+-]?[0-9]+(\.[0-9]+)?$`)
)

// number is without exponent and without digits that are not there.
func number(v float64) string {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return ""
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// stamp is RFC 3339 in UTC; "" for a time that is not known.
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2006-01-02T15:04:05Z")
}

// jsonWriter writes one object a line, keys in the order of the columns.
func jsonWriter[T any](w *bufio.Writer, cols []column[T]) func(T) error {
	return func(row T) error {
		w.WriteByte('{')
		for i, c := range cols {
			if i > 0 {
				w.WriteByte(',')
			}
			fmt.Fprintf(w, "%q:", c.Name)
			if err := encode(w, c.get(row)); err != nil {
				return fmt.Errorf("column %s: %w", c.Name, err)
			}
		}
		_, err := w.WriteString("}\n")
		return err
	}
}

func encode(w *bufio.Writer, v any) error {
	switch x := v.(type) {
	case time.Time:
		v = stamp(x)
	case []string:
		if x == nil {
			v = []string{}
		}
	case float64:
		if math.IsNaN(x) || math.IsInf(x, 0) { // JSON has no such numbers
			v = nil
		}
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	_, err := w.WriteString(strings.TrimSuffix(b.String(), "\n"))
	return err
}
