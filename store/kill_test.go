package store_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	osexec "os/exec"
	"path/filepath"
	"testing"
	"time"

	"storywatch/store"
)

// victimPath is set for the process that TestKilledPollLosesNothing kills.
const victimPath = "STORYWATCH_TEST_VICTIM"

func TestMain(m *testing.M) {
	if path := os.Getenv(victimPath); path != "" {
		fmt.Fprintln(os.Stderr, victim(path))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// victim polls for ever. The nth poll lists item n as new and gets the validator n.
func victim(path string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	now := time.Now()
	l, err := s.ClaimHost(ctx, now, time.Hour, now)
	if err != nil || l == nil {
		return fmt.Errorf("nothing to claim: %w", err)
	}
	w, err := s.NextWork(ctx, l, now, now)
	if err != nil {
		return err
	}
	n := 0
	fmt.Sscan(w.ETag, &n)
	for {
		n++
		r := good(w, now, listed(n), listed(n-1))
		r.ETag = fmt.Sprint(n)
		r.Body = &store.Body{Bytes: fmt.Append(nil, "list ", n), FetchedAt: now}
		if _, err := s.CompletePoll(ctx, l, r); err != nil {
			return err
		}
	}
}

// A validator that was kept without its items would lose them behind the next 304.
func TestKilledPollLosesNothing(t *testing.T) {
	const kills, mostPolls = 8, 30
	path := filepath.Join(t.TempDir(), "store.db")
	syncSources(t, open(t, path), "outlet.example")
	polls := int64(0)
	for range kills {
		cmd := osexec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), victimPath+"="+path)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// It is killed after some more polls, wherever it is then.
		s := open(t, path)
		some := polls + 1 + rand.Int64N(mostPolls)
		for deadline := time.Now().Add(20 * time.Second); query1(t, s, "SELECT count(*) FROM fetch") < some && time.Now().Before(deadline); {
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
		polls = query1(t, s, "SELECT count(*) FROM fetch")
		tag := query1(t, s, "SELECT CAST(etag AS INTEGER) FROM source")
		// Item 0 comes with the first list.
		for what, n := range map[string]int64{
			"polls":  polls,
			"items":  query1(t, s, "SELECT count(*) FROM item") - 1,
			"pages":  query1(t, s, "SELECT count(*) FROM page") - 1,
			"bodies": query1(t, s, "SELECT count(*) FROM body"),
		} {
			if n != tag {
				t.Errorf("validator %d stands beside %d %s", tag, n, what)
			}
		}
		exec(t, s, "UPDATE host SET lease_until = 0") // instead of waiting for the dead process's lease
		exec(t, s, "UPDATE source SET next_due_at = 0")
	}
	if polls < kills {
		t.Errorf("only %d polls in %d lives", polls, kills)
	}
	if err := open(t, path).Check(t.Context()); err != nil {
		t.Error(err)
	}
}
