package demo

import (
	"maps"
	"strings"
	"time"
)

// Stats is what the world was asked.
type Stats struct {
	Hosts       map[string]HostStats
	NoUserAgent int // requests that did not say who asks
	UnknownHost int // requests for a host that is not of this world
}

// HostStats is what one host was asked. The gap is that of the clock given to SetClock.
type HostStats struct {
	Requests    int
	Robots      int            // requests for robots.txt
	NotModified int            // answered 304
	Statuses    map[int]int    // answers by status
	Paths       map[string]int // requests by path
	ClosestGap  time.Duration  // shortest time between two requests; -1 before there were two
	Violations  []string       // paths asked although robots.txt forbids them
	Early       int            // requests before robots.txt was asked
}

func newStats() Stats { return Stats{Hosts: map[string]HostStats{}} }

// Stats gives a copy of the counters.
func (w *World) Stats() Stats {
	w.mu.Lock()
	defer w.mu.Unlock()
	s := w.stats
	s.Hosts = map[string]HostStats{}
	for host, h := range w.stats.Hosts {
		h.Statuses, h.Paths = maps.Clone(h.Statuses), maps.Clone(h.Paths)
		h.Violations = append([]string(nil), h.Violations...)
		s.Hosts[host] = h
	}
	return s
}

// ResetStats forgets what was asked.
func (w *World) ResetStats() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stats, w.last = newStats(), map[string]time.Time{}
}

// count notes one request and its answer.
func (w *World) count(site *Site, path, userAgent string, status int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if userAgent == "" || strings.HasPrefix(userAgent, "Go-http-client") {
		w.stats.NoUserAgent++
	}
	if site == nil {
		w.stats.UnknownHost++
		return
	}
	h, ok := w.stats.Hosts[site.Host]
	if !ok {
		h = HostStats{Statuses: map[int]int{}, Paths: map[string]int{}, ClosestGap: -1}
	}
	h.Requests++
	h.Statuses[status]++
	h.Paths[path]++
	switch {
	case path == robotsPath:
		h.Robots++
	case h.Robots == 0:
		h.Early++
	}
	if status == 304 {
		h.NotModified++
	}
	if site.forbids(path) {
		h.Violations = append(h.Violations, path)
	}
	at := w.clock()
	if before, ok := w.last[site.Host]; ok {
		if gap := at.Sub(before); h.ClosestGap < 0 || gap < h.ClosestGap {
			h.ClosestGap = gap
		}
	}
	w.last[site.Host] = at
	w.stats.Hosts[site.Host] = h
}

const robotsPath = "/robots.txt"

// disallowed lists the path prefixes that a robots.txt of this world forbids to everybody. The world's files hold one
// group and no Allow lines, so that this needs no reader of its own.
func disallowed(robots string) []string {
	var prefixes []string
	for _, l := range strings.Split(robots, "\n") {
		if p, ok := strings.CutPrefix(strings.TrimSpace(l), "Disallow:"); ok && strings.TrimSpace(p) != "" {
			prefixes = append(prefixes, strings.TrimSpace(p))
		}
	}
	return prefixes
}

func (s *Site) forbids(path string) bool {
	for _, p := range s.disallow {
		if strings.HasPrefix(path, p) {
			return true
		}
	}
	return false
}
