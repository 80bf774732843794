package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Public ids are a letter for what they name and the row's number: i item (or the id an import gave), q quote,
// d development, e event, a award, s story, t date mention.

func publicID(letter byte, id int64) string { return string(letter) + itoa(id) }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

func joined(list string) string { return strings.Join(parseList(list), "; ") }

// ParseID takes a public id apart. It is false for what is none.
func ParseID(id string) (letter byte, n int64, ok bool) {
	if len(id) < 2 || !strings.Contains("iqdeast", id[:1]) {
		return 0, 0, false
	}
	n, err := strconv.ParseInt(id[1:], 10, 64)
	if err != nil || n <= 0 || id[1] == '+' {
		return 0, 0, false
	}
	return id[0], n, true
}

// numberOf is the row number of a public id that must begin with letter.
func numberOf(id string, letter byte, noun, list string) (int64, error) {
	l, n, ok := ParseID(id)
	if !ok || l != letter {
		return 0, fmt.Errorf("no %s %q: %w: an id of it looks like %c12; `storywatch %s` lists them", noun, id, ErrNotFound, letter, list)
	}
	return n, nil
}

func notFound(id, noun, list string) error {
	return fmt.Errorf("no %s %q: %w: `storywatch %s` lists them", noun, id, ErrNotFound, list)
}

// itemNumber is the row of an item that is named by the id its import gave, by "i12", or by its address.
func (s *Store) itemNumber(ctx context.Context, id string) (n int64, err error) {
	err = s.r.QueryRowContext(ctx, "SELECT id FROM item WHERE external_id = $1", id).Scan(&n)
	if !errors.Is(err, sql.ErrNoRows) {
		return n, explain("look up item "+id, err)
	}
	if l, n, ok := ParseID(id); ok && l == 'i' {
		return n, nil
	}
	if strings.Contains(id, "://") {
		err = s.r.QueryRowContext(ctx, "SELECT id FROM item WHERE canonical_url = $1 ORDER BY id LIMIT 1", CanonicalURL(id)).Scan(&n)
		if !errors.Is(err, sql.ErrNoRows) {
			return n, explain("look up item "+id, err)
		}
	}
	return 0, fmt.Errorf("no item %q: %w: an id looks like i12, or is an address or an imported id; `storywatch items` lists them", id, ErrNotFound)
}
