package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// The words that keys accept.
var (
	Kinds       = []string{"feed", "page", "sitemap", "json", "docket"}
	Presets     = []string{"federal_register"}
	EntityKinds = []string{"person", "company", "agency", "place", "outlet"}
	Days        = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
)

// checker adds mistakes at paths.
type checker struct {
	fail *Error
	body ast.Node
}

// problem adds a mistake at the value that path names, or at the nearest of its parents that is there.
func (k *checker) problem(path, format string, args ...any) {
	for p := path; ; {
		if q, err := yaml.PathString("$" + p); err == nil {
			if n, err := q.FilterNode(k.body); err == nil && n != nil {
				k.fail.problemAt(n, format, args...)
				return
			}
		}
		i := strings.LastIndexAny(p, ".[")
		if i <= 0 {
			k.fail.problemAt(nil, format, args...)
			return
		}
		p = p[:i]
	}
}

// oneOf checks a word against a closed list.
func (k *checker) oneOf(path, value string, allowed ...string) {
	if slices.Contains(allowed, value) {
		return
	}
	hint := "; allowed: " + strings.Join(allowed, ", ")
	if best := Nearest(value, allowed); best != "" {
		hint = fmt.Sprintf("; did you mean %q?", best)
	}
	k.problem(path, "%q is not allowed here%s", value, hint)
}

// check finds what single values cannot show: duplicates, dangling references, keys that do not go together.
func (c *Config) check(k *checker) {
	if c.Version != 1 {
		k.problem(".version", "version %d is not known: this program reads version 1", c.Version)
	}
	if q, err := yaml.PathString("$.sources"); err == nil {
		if n, err := q.FilterNode(k.body); err != nil || n == nil {
			k.fail.problemAt(nil, "`sources` is missing: it is the one key that must be there (sources: [] is allowed)")
		}
	}
	if strings.TrimSpace(c.Store) == "" {
		k.problem(".store", "store needs a file name, such as storywatch.db")
	}
	k.oneOf(".first_run", c.FirstRun, "quiet", "alert")
	k.oneOf(".fetch.robots", c.Fetch.Robots, "obey")
	c.checkContact(k)
	known := c.checkEntities(k)
	c.checkTopics(k, known)
	c.checkDevelopments(k)
	c.checkSources(k)
	for i, n := range c.Awards.Alert.Entities {
		known.must(k, fmt.Sprintf(".awards.alert.entities[%d]", i), n)
	}
	c.checkAlerts(k)
}

func (c *Config) checkContact(k *checker) {
	if strings.ContainsAny(c.Contact, "\r\n") {
		k.problem(".contact", "contact is one line: a mail address or a web address")
	}
	if c.Contact == "" {
		c.Contact = "none"
	}
}

// names are the entities that other keys may refer to, by canonical name; aliases point at theirs.
type names struct {
	canonical []string
	aliasOf   map[string]string
}

// must reports a reference to an entity that is not there.
func (n names) must(k *checker, path, name string) {
	if slices.Contains(n.canonical, name) {
		return
	}
	if owner, ok := n.aliasOf[name]; ok {
		k.problem(path, "%q is an alias: write the entity's name, %q", name, owner)
		return
	}
	if best := Nearest(name, n.canonical); best != "" {
		k.problem(path, "no entity is called %q; did you mean %q?", name, best)
		return
	}
	k.problem(path, "no entity is called %q: add it under `entities`", name)
}

func (c *Config) checkEntities(k *checker) names {
	n := names{aliasOf: map[string]string{}}
	for i, e := range c.Entities {
		path := fmt.Sprintf(".entities[%d]", i)
		if strings.TrimSpace(e.Name) == "" {
			k.problem(path, "this entity has no name")
			continue
		}
		if slices.Contains(n.canonical, e.Name) {
			k.problem(path+".name", "the name %q is here twice: put the aliases of both into one", e.Name)
		}
		n.canonical = append(n.canonical, e.Name)
		if e.Kind != "" {
			k.oneOf(path+".kind", e.Kind, EntityKinds...)
		}
	}
	for i, e := range c.Entities {
		for j, a := range e.Aliases {
			path := fmt.Sprintf(".entities[%d].aliases[%d]", i, j)
			if owner, ok := n.aliasOf[a]; ok && owner != e.Name {
				k.problem(path, "the alias %q belongs to %q already", a, owner)
			} else if slices.Contains(n.canonical, a) && a != e.Name {
				k.problem(path, "the alias %q is the name of another entity", a)
			}
			n.aliasOf[a] = e.Name
		}
	}
	for i, e := range c.Entities {
		if e.Of != "" {
			n.must(k, fmt.Sprintf(".entities[%d].of", i), e.Of)
		}
	}
	return n
}

func (c *Config) checkTopics(k *checker, known names) {
	seen := map[string]bool{}
	for i := range c.Topics {
		t := &c.Topics[i]
		path := fmt.Sprintf(".topics[%d]", i)
		if t.Name == "" {
			k.problem(path, "this topic has no name")
		} else if seen[t.Name] {
			k.problem(path+".name", "the topic %q is here twice", t.Name)
		}
		seen[t.Name] = true
		if t.Within == "" {
			t.Within = "document"
		}
		k.oneOf(path+".within", t.Within, "document", "paragraph")
		for j, e := range t.Entities.Of {
			known.must(k, fmt.Sprintf("%s.entities.of[%d]", path, j), e)
		}
		if len(t.Entities.Of) > 0 && t.Entities.AtLeast == 0 {
			t.Entities.AtLeast = 1
		}
		if t.Entities.AtLeast < 0 || t.Entities.AtLeast > len(t.Entities.Of) {
			k.problem(path+".entities.at_least", "at_least: %d of %d entities can never hold", t.Entities.AtLeast, len(t.Entities.Of))
		}
		if len(t.Entities.Of) == 0 && len(t.Any) == 0 {
			k.problem(path, "the topic %q has no condition: give it `entities` or `any`", t.Name)
		}
	}
}

func (c *Config) checkDevelopments(k *checker) {
	d := &c.Developments
	d.given = len(d.Now)+len(d.Digest)+len(d.Never) > 0
	where := map[string]string{}
	for _, list := range []struct {
		key   string
		types []string
	}{{"now", d.Now}, {"digest", d.Digest}, {"never", d.Never}} {
		for i, t := range list.types {
			path := fmt.Sprintf(".developments.%s[%d]", list.key, i)
			if other, ok := where[t]; ok {
				k.problem(path, "%q is under `%s` already", t, other)
			}
			where[t] = list.key
		}
	}
	seen := map[string]bool{}
	for i, t := range d.Types {
		path := fmt.Sprintf(".developments.types[%d]", i)
		if t.Type == "" {
			k.problem(path, "this type has no name: write {type: drone-test, phrases: [\"test flight of *\"], statuses: [announced, flown]}")
		}
		if seen[t.Type] {
			k.problem(path+".type", "the type %q is here twice", t.Type)
		}
		seen[t.Type] = true
		if len(t.Phrases) == 0 {
			k.problem(path, "the type %q has no phrases: nothing would ever be found", t.Type)
		}
		if t.Alert != "" {
			k.oneOf(path+".alert", t.Alert, "now", "digest", "never")
		}
	}
}

func (c *Config) checkSources(k *checker) {
	seen := map[string]bool{}
	for i := range c.Sources {
		s := &c.Sources[i]
		path := fmt.Sprintf(".sources[%d]", i)
		switch {
		case s.Name == "":
			k.problem(path, "this source has no name: alerts and tables need one")
		case seen[s.Name]:
			k.problem(path+".name", "the source %q is here twice: names tell sources apart", s.Name)
		}
		seen[s.Name] = true
		if s.Preset != "" {
			k.oneOf(path+".preset", s.Preset, Presets...)
			if s.Kind == "" {
				s.Kind = "json"
			}
		} else if s.URL == "" {
			k.problem(path, "the source %q has no url", s.Name)
		}
		if s.Kind == "" {
			s.Kind = "feed"
		}
		k.oneOf(path+".kind", s.Kind, Kinds...)
		c.checkSourceKeys(k, path, s)
		if s.Robots != "" {
			k.oneOf(path+".robots", s.Robots, "obey", "permitted")
		}
		if s.Parse != "" {
			k.oneOf(path+".parse", s.Parse, "contracts")
		}
		if s.Body == "" {
			s.Body = "auto"
		}
		k.oneOf(path+".body", s.Body, "auto", "feed", "page")
	}
}

// checkSourceKeys finds keys that a kind does not use: they would be silently ignored.
func (c *Config) checkSourceKeys(k *checker, path string, s *Source) {
	uses := map[string][]string{
		"link_pattern": {"page", "sitemap"}, "links": {"page"}, "select": {"page"}, "ignore": {"page"}, "docket": {"docket"}, "paths": {"json"}, "query": {"json"},
	}
	given := map[string]bool{
		"link_pattern": s.LinkPattern.Regexp != nil, "links": s.Links != "", "select": s.Select != "", "ignore": len(s.Ignore) > 0,
		"docket": s.Docket != "", "paths": s.Paths != Paths{}, "query": s.Query != "",
	}
	for _, key := range []string{"docket", "ignore", "link_pattern", "links", "paths", "query", "select"} {
		if given[key] && !slices.Contains(uses[key], s.Kind) {
			k.problem(path+"."+key, "`%s` is for sources of kind %s; this one is of kind %s", key, strings.Join(uses[key], " or "), s.Kind)
		}
	}
	if s.Kind == "page" && s.Links == "" && s.LinkPattern.Regexp == nil && s.Select == "" {
		k.problem(path, "a page needs `link_pattern` or `links` (its links are the items), or `select` (the page itself is watched)")
	}
	if s.Kind == "docket" && s.Docket == "" {
		k.problem(path, "a docket source needs `docket`, the number of the case (3:26-cv-01234): a court's feed lists every case")
	}
	if s.Kind == "json" && s.Preset == "" && s.Paths.Items == "" {
		k.problem(path, "a json source needs `preset`, or `paths` with items, title and url")
	}
}

func (c *Config) checkAlerts(k *checker) {
	a := &c.Alerts
	if e := a.Email; e != nil {
		if len(e.To) == 0 {
			k.problem(".alerts.email", "`to` is missing: who gets the alerts?")
		}
		if e.From == "" {
			k.problem(".alerts.email", "`from` is missing: the address that alerts come from")
		}
		if e.SMTP.URL == nil {
			k.problem(".alerts.email", "`smtp` is missing: smtp://user:password@host:587")
		}
		if e.TLS == "" {
			e.TLS = "required"
		}
		k.oneOf(".alerts.email.tls", e.TLS, "required", "opportunistic", "none")
	}
	if w := a.Webhook; w != nil {
		if w.URL == "" {
			k.problem(".alerts.webhook", "`url` is missing")
		}
		if w.Shape == "" {
			w.Shape = "json"
		}
		k.oneOf(".alerts.webhook.shape", w.Shape, "json", "slack", "ntfy")
	}
	if a.Now.MaxPerDay < 0 {
		k.problem(".alerts.now.max_per_day", "max_per_day cannot be negative")
	}
	for i, d := range a.Digest.Days {
		if !slices.Contains(Days, d) {
			k.oneOf(fmt.Sprintf(".alerts.digest.days[%d]", i), d, Days...)
		}
	}
	k.oneOf(".alerts.digest.when_empty", a.Digest.WhenEmpty, "health", "nothing")
	if q := a.Quiet; q != nil && q.From == q.To {
		k.problem(".alerts.quiet", "from and to are the same time: leave `quiet` out for no quiet hours")
	}
}
