package worker_test

import (
	"database/sql"
	"strings"
	"testing"

	"storywatch/store"
)

// A document that the store cannot take is marked failed with its reason, and the others of the pass are read.
func TestOneDocumentThatCannotBeRememberedDoesNotStopTheOthers(t *testing.T) {
	d := newDesk(t, nil)
	const second = "http://gull.example/second"
	d.site.set(feedURL, gives("application/rss+xml", rss([3]string{"Norvane sues Port Agency", pageURL, ""}, [3]string{"Tugs come in", second, ""})))
	d.site.set(second, gives("text/html; charset=utf-8", strings.ReplaceAll(pageHTML, "Norvane", "Pellow")))
	db, err := sql.Open("sqlite", d.Store.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`CREATE TRIGGER poison BEFORE INSERT ON revision WHEN NEW.text LIKE '%Norvane%' BEGIN SELECT RAISE(ABORT, 'poisoned'); END`); err != nil {
		t.Fatal(err)
	}
	d.pass(t)
	states := map[string]string{}
	if err := d.Store.EachItem(t.Context(), store.Filter{State: "all"}, func(r store.ItemRow) error {
		states[r.URL] = r.State
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if states[pageURL] == "ok" || states[pageURL] == "pending" || states[second] != "ok" {
		t.Errorf("states %v", states)
	}
	if !strings.Contains(d.log.String(), "poisoned") {
		t.Errorf("the log does not say why: %s", d.log)
	}
}
