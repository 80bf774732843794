package web_test

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"net/url"
	"os"
	"strings"
	"testing"

	"storywatch/crawler/web"
)

// robotsCases names a gzipped file of JSON Lines {"id", "robots", "agent", "url", "allowed"}, such as the cases of
// Google's robots.txt parser.
const robotsCases = "STORYWATCH_ROBOTS_CASES"

func TestRobotsConformance(t *testing.T) {
	path := os.Getenv(robotsCases)
	if path == "" {
		t.Skipf("SKIPPED: set %s to a gzipped JSON Lines file of cases to run this", robotsCases)
	}
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c struct {
			ID, Robots, Agent, URL string
			Allowed                bool
		}
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		n++
		if got := web.ParseRobots([]byte(c.Robots)).Allowed(c.Agent, pathOf(c.URL)); got != c.Allowed {
			t.Errorf("%s: %s for %q = %v, want %v in\n%s", c.ID, c.URL, c.Agent, got, c.Allowed, c.Robots)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Fatal("no cases in " + path)
	}
	t.Logf("%d cases", n)
}

// pathOf is the path and query as the address spells them; net/url would encode them.
func pathOf(address string) string {
	if _, err := url.Parse(address); err != nil {
		return ""
	}
	_, rest, _ := strings.Cut(address, "://")
	if slash := strings.IndexByte(rest, '/'); slash >= 0 {
		return rest[slash:]
	}
	return ""
}
