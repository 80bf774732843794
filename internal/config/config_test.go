package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"storywatch/internal/config"
)

func env(pairs ...string) func(string) (string, bool) {
	m := map[string]string{}
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return func(k string) (string, bool) { v, ok := m[k]; return v, ok }
}

func TestSmallestConfigHasAllDefaults(t *testing.T) {
	c, err := config.Parse("config.yaml", []byte("sources: []\n"), env())
	if err != nil {
		t.Fatal(err)
	}
	if c.FirstRun != "quiet" || c.Fetch.Gap.Std() != 2*time.Second || c.Fetch.MaxBody != 8<<20 || c.Stories.Window.Std() != 14*24*time.Hour || c.Alerts.Digest.At.String() != "07:30" || len(c.Alerts.Digest.Days) != 7 {
		t.Errorf("defaults are missing: %+v", c)
	}
}

// Each mistake is answered with its place and with what to write instead.
func TestMistakes(t *testing.T) {
	for name, tc := range map[string]struct {
		yaml  string
		wants []string // the first is file:line:column
	}{
		"typo in a key":           {"sources: []\nfetch:\n  timout: 5s\n", []string{"c.yaml:3:3:", `unknown key "timout" in fetch; did you mean "timeout"?`, "\n    timout: 5s\n    ^"}},
		"typo in a source":        {"sources:\n  - {name: A, urll: \"https://a.example/\"}\n", []string{"c.yaml:2:15:", `did you mean "url"?`}},
		"bad duration":            {"sources: []\nfetch: {every: 30 minutes}\n", []string{"c.yaml:2:16:", `bad duration "30 minutes": write it as 90s, 15m, 2h30m or 14d`}},
		"number for a duration":   {"sources: []\nfetch: {every: 30}\n", []string{"c.yaml:2:16:", `bad duration "30"`}},
		"bad URL":                 {"sources:\n  - {name: A, url: a.example/feed}\n", []string{"c.yaml:2:20:", `did you mean "https://a.example/feed"?`}},
		"file URL":                {"sources:\n  - {name: A, url: \"file:///etc/passwd\"}\n", []string{"c.yaml:2:20:", "only http:// and https://"}},
		"duplicate source":        {"sources:\n  - {name: A, url: \"https://a.example/\"}\n  - {name: A, url: \"https://b.example/\"}\n", []string{"c.yaml:3:12:", `the source "A" is here twice`}},
		"duplicate key":           {"sources: []\nstore: a.db\nstore: b.db\n", []string{"c.yaml:3:1:", "store"}},
		"dangling entity":         {"sources: []\nentities: [{name: Norvane}]\ntopics:\n  - name: t\n    entities: {at_least: 1, of: [Norvana]}\n", []string{"c.yaml:5:34:", `did you mean "Norvane"?`}},
		"alias as reference":      {"sources: []\nentities: [{name: Norvane, aliases: [Nor]}]\nawards: {alert: {entities: [Nor]}}\n", []string{"c.yaml:3:29:", `write the entity's name, "Norvane"`}},
		"unknown kind":            {"sources:\n  - {name: A, kind: feeed, url: \"https://a.example/\"}\n", []string{"c.yaml:2:21:", `did you mean "feed"?`}},
		"key of another kind":     {"sources:\n  - {name: A, url: \"https://a.example/\", docket: \"1:31-cv-1\"}\n", []string{"c.yaml:2:50:", "for sources of kind docket"}},
		"page without links":      {"sources:\n  - {name: A, kind: page, url: \"https://a.example/\"}\n", []string{"c.yaml:2:", "link_pattern"}},
		"bad pattern":             {"sources:\n  - {name: A, kind: sitemap, url: \"https://a.example/\", link_pattern: \"[a\"}\n", []string{"c.yaml:2:71:", "bad pattern"}},
		"unset variable":          {"sources: []\ncontact: ${NOBODY_SET_THIS}\n", []string{"c.yaml:2:10:", "NOBODY_SET_THIS is not set"}},
		"bad zone":                {"sources: []\ntimezone: Mars/North\n", []string{"c.yaml:2:11:", "unknown time zone"}},
		"type in two lists":       {"sources: []\ndevelopments: {now: [ban], digest: [ban]}\n", []string{"c.yaml:2:37:", "under `now` already"}},
		"text for a list":         {"sources: []\nalerts: {digest: {days: mon}}\n", []string{"c.yaml:2:25:"}},
		"no sources":              {"store: a.db\n", []string{"c.yaml:", "`sources` is missing"}},
		"empty file":              {"", []string{"c.yaml:", "empty"}},
		"not YAML":                {"sources: [\n", []string{"c.yaml:"}},
		"two mistakes, both told": {"sources: []\nstor: a\ncontakt: b\n", []string{"c.yaml:2:1:", "c.yaml:3:1:", `"contact"`}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := config.Parse("c.yaml", []byte(tc.yaml), env())
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range tc.wants {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%q is not in:\n%s", want, err)
				}
			}
		})
	}
}

func TestVariablesComeFromTheEnvironmentAndNeverShow(t *testing.T) {
	const file = "sources: []\ncontact: ${WHO:-none}\nalerts: {email: {to: [a@x.example], from: b@x.example, smtp: \"smtp://u:${PASS}@mail.x.example:587\"}}\n"
	c, err := config.Parse("c.yaml", []byte(file), env("PASS", "s3cret"))
	if err != nil {
		t.Fatal(err)
	}
	if pass, _ := c.Alerts.Email.SMTP.User.Password(); pass != "s3cret" || c.Contact != "none" {
		t.Errorf("password %q, contact %q", pass, c.Contact)
	}
	if s := c.Alerts.Email.SMTP.String(); strings.Contains(s, "s3cret") {
		t.Errorf("the password shows in %q", s)
	}
	_, err = config.Parse("c.yaml", []byte(strings.Replace(file, "smtp://", "smpt://", 1)), env("PASS", "s3cret"))
	if err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("a mistake beside a password must not show it: %v", err)
	}
}

func TestRelativeStoreIsBesideTheConfig(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "c.yaml")
	if err := os.WriteFile(file, []byte("sources: []\nstore: data/a.db\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(file, env())
	if err != nil {
		t.Fatal(err)
	}
	if c.Store != filepath.Join(dir, "data", "a.db") {
		t.Errorf("store is %s", c.Store)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("sources:\n  - {name: A, url: \"https://a.example/\"}\n"))
	f.Add([]byte("a: &x [*x]\nsources: []"))
	f.Add([]byte("? [a]\n: b\nsources: !!str x"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := config.Parse("c.yaml", data, env("A", "b")); err != nil && err.Error() == "" {
			t.Error("an error without words")
		}
	})
}

func TestTypesMustBeKnownOrAdded(t *testing.T) {
	c, err := config.Parse("c.yaml", []byte("sources: []\ndevelopments:\n  now: [lawsuit, closure, lawsuits]\n  types: [{type: closure, phrases: [\"closure of *\"]}]\n"), env())
	if err != nil {
		t.Fatal(err)
	}
	err = c.TypesMustBe([]string{"ban", "lawsuit"})
	if err == nil || !strings.Contains(err.Error(), "c.yaml:3:") || !strings.Contains(err.Error(), `did you mean "lawsuit"?`) || strings.Contains(err.Error(), "closure\"") {
		t.Errorf("got %v", err)
	}
}

// The config that the program ships with must load on a machine where nothing is set up.
func TestShippedConfigs(t *testing.T) {
	for _, file := range []string{"../../config.yaml", "../../cmd/storywatch/blank.yaml"} {
		if _, err := config.Load(file, env()); err != nil {
			t.Errorf("%v", err)
		}
	}
}
