package main

import (
	"fmt"
	"testing"
)

// Two processes on one store share the work: nothing is done twice, and what they know is what one would know.
func TestOverlappingPassesDoNothingTwice(t *testing.T) {
	const polls = 4
	alone := newNews(t)
	for poll := range polls {
		alone.at(poll)
		alone.wait(alone.process("run"))
	}
	two := newNews(t)
	sent := sentMail{n: two, counts: map[string]int{}}
	for poll := range polls {
		two.at(poll)
		first, said1 := two.process("run")
		second, said2 := two.process("run")
		two.wait(first, said1)
		two.wait(second, said2)
		sent.check()
	}
	known := look(t, two.dir, two.clock)
	if d := difference(known.lines(), look(t, alone.dir, alone.clock).lines()); d != "" {
		t.Errorf("two processes know something else than one:\n%s", d)
	}
	sent.complete(known)
	if n := sent.repeated(); n > 0 {
		t.Errorf("%d mails came twice", n)
	}
	if d := difference(requests(two), requests(alone)); d != "" {
		t.Errorf("two processes asked something else than one:\n%s", d)
	}
}

// requests is how often each address of the world was asked for.
func requests(n *news) (lines []string) {
	for host, h := range n.world.Stats().Hosts {
		for path, times := range h.Paths {
			if path == "/robots.txt" {
				continue // kept for a day, which the next poll may or may not be after
			}
			lines = append(lines, fmt.Sprintf("%s%s %d times", host, path, times))
		}
	}
	return lines
}
