package web_test

import (
	"strings"
	"testing"
	"time"

	"storywatch/crawler/web"
)

func lines(l ...string) string { return strings.Join(l, "\n") + "\n" }

func TestRobotsAllowed(t *testing.T) {
	const me = "heronbot"
	for name, c := range map[string]struct {
		robots string
		agent  string // heronbot when empty
		path   string
		want   bool
	}{
		"empty file":                        {"", "", "/a", true},
		"no group for anybody":              {lines("Disallow: /"), "", "/a", true},
		"stray line before the first group": {lines("Allow: /", "User-agent: *", "Disallow: /a"), "", "/a", false},
		"everything closed":                 {lines("User-agent: *", "Disallow: /"), "", "/a", false},
		"empty Disallow opens":              {lines("User-agent: *", "Disallow:"), "", "/a", true},
		"robots.txt is always allowed":      {lines("User-agent: *", "Disallow: /"), "", "/robots.txt", true},
		"empty path is the root":            {lines("User-agent: *", "Disallow: /"), "", "", false},

		"own group instead of *":                 {lines("User-agent: *", "Disallow: /", "User-agent: heronbot", "Disallow: /b"), "", "/a", true},
		"own group, whatever the order":          {lines("User-agent: heronbot", "Disallow: /b", "User-agent: *", "Disallow: /"), "", "/a", true},
		"token without regard to case":           {lines("User-Agent: HERONbot", "Disallow: /a"), "", "/a", false},
		"version behind the token":               {lines("User-agent: heronbot/2.1", "Disallow: /a"), "", "/a", false},
		"words behind the token":                 {lines("User-agent: heronbot of the marsh", "Disallow: /a"), "", "/a", false},
		"another token that begins the same":     {lines("User-agent: heronbot-news", "Disallow: /a"), "", "/a", true},
		"a token that is a beginning of ours":    {lines("User-agent: heron", "Disallow: /a"), "", "/a", true},
		"star with words behind":                 {lines("User-agent: * everybody", "Disallow: /a"), "", "/a", false},
		"two agents, one group":                  {lines("User-agent: kite", "User-agent: heronbot", "Disallow: /a"), "", "/a", false},
		"groups for one agent are merged, first": {lines("User-agent: heronbot", "Disallow: /a", "User-agent: kite", "Disallow: /", "User-agent: heronbot", "Disallow: /b"), "", "/a", false},
		"groups for one agent are merged, last":  {lines("User-agent: heronbot", "Disallow: /a", "User-agent: kite", "Disallow: /", "User-agent: heronbot", "Disallow: /b"), "", "/b", false},
		"Sitemap does not end a group's agents":  {lines("User-agent: kite", "Sitemap: https://marsh.example/s.xml", "User-agent: heronbot", "Disallow: /a"), "kite", "/a", false},
		"unknown line ends nothing":              {lines("User-agent: kite", "Noindex: /x", "User-agent: *", "Disallow: /a"), "kite", "/a", false},
		"Crawl-delay ends a group's agents":      {lines("User-agent: *", "Crawl-delay: 9", "User-agent: kite", "Disallow: /"), "", "/a", true},
		"empty Disallow ends a group's agents":   {lines("User-agent: heronbot", "Disallow:", "User-agent: *", "Disallow: /"), "", "/a", true},
		"blank lines end nothing":                {lines("User-agent: kite", "", "User-agent: heronbot", "", "Disallow: /a"), "kite", "/a", false},

		"longest wins: allow":              {lines("User-agent: *", "Disallow: /news/", "Allow: /news/open/"), "", "/news/open/1", true},
		"longest wins: disallow":           {lines("User-agent: *", "Allow: /news/", "Disallow: /news/shut/"), "", "/news/shut/1", false},
		"order does not matter":            {lines("User-agent: *", "Allow: /news/open/", "Disallow: /news/"), "", "/news/open/1", true},
		"equal length: allow":              {lines("User-agent: *", "Disallow: /news", "Allow: /news"), "", "/news", true},
		"a prefix, not a folder":           {lines("User-agent: *", "Disallow: /new"), "", "/newsletter", false},
		"with slash, only below":           {lines("User-agent: *", "Disallow: /new/"), "", "/new", true},
		"paths keep their case":            {lines("User-agent: *", "Disallow: /News"), "", "/news", true},
		"query is part of the path":        {lines("User-agent: *", "Disallow: /list?page="), "", "/list?page=2", false},
		"fragment is not":                  {lines("User-agent: *", "Disallow: /list$"), "", "/list#top", false},
		"star in the middle":               {lines("User-agent: *", "Disallow: /*/print/"), "", "/2030/print/9", false},
		"star is any run, also none":       {lines("User-agent: *", "Disallow: /a*b"), "", "/ab", false},
		"several stars":                    {lines("User-agent: *", "Disallow: /a*b*c"), "", "/a-b-b-c-d", false},
		"several stars, wrong order":       {lines("User-agent: *", "Disallow: /a*b*c"), "", "/a-c-b", true},
		"dollar is the end":                {lines("User-agent: *", "Disallow: /*.pdf$"), "", "/x.pdf", false},
		"dollar is the end, more follows":  {lines("User-agent: *", "Disallow: /*.pdf$"), "", "/x.pdf?v=1", true},
		"dollar and star need both":        {lines("User-agent: *", "Disallow: /aba*aba$"), "", "/aba", true},
		"dollar takes the last place":      {lines("User-agent: *", "Disallow: /*a$"), "", "/a/ba", false},
		"dollar in the middle is a dollar": {lines("User-agent: *", "Disallow: /a$b"), "", "/a$b", false},
		"path without slash never matches": {lines("User-agent: *", "Disallow: news"), "", "/news", true},

		"index page allowed, folder too":      {lines("User-agent: *", "Disallow: /", "Allow: /marsh/index.html"), "", "/marsh/", true},
		"index page allowed, nothing else of": {lines("User-agent: *", "Disallow: /", "Allow: /marsh/index.html"), "", "/marsh/x", false},

		"letters outside ASCII in the file":         {lines("User-agent: *", "Disallow: /größe"), "", "/gr%C3%B6%C3%9Fe", false},
		"hex digits in any case":                    {lines("User-agent: *", "Disallow: /gr%c3%b6%c3%9fe"), "", "/gr%C3%B6%C3%9Fe", false},
		"encoded tilde in the address":              {lines("User-agent: *", "Disallow: /~anna"), "", "/%7Eanna", false},
		"encoded tilde in the file":                 {lines("User-agent: *", "Disallow: /%7eanna"), "", "/~anna", false},
		"encoded slash is not a slash":              {lines("User-agent: *", "Disallow: /a/b"), "", "/a%2Fb", true},
		"allowed in one reading only":               {lines("User-agent: *", "Disallow: /", "Allow: /%7eanna"), "", "/~anna", false},
		"allowed in both readings":                  {lines("User-agent: *", "Disallow: /", "Allow: /%7eanna"), "", "/%7Eanna", true},
		"percent sign that encodes nothing":         {lines("User-agent: *", "Disallow: /100%"), "", "/100%-off", false},
		"encoded star in the address is no wild":    {lines("User-agent: *", "Disallow: /a%2Ab"), "", "/axb", true},
		"encoded star in the file matches a coding": {lines("User-agent: *", "Disallow: /a%2ab"), "", "/a%2Ab", false},

		"fields in capitals":               {lines("USER-AGENT: *", "DISALLOW: /a"), "", "/a", false},
		"blanks around everything":         {lines("  User-agent :  * ", "\tDisallow :\t/a  "), "", "/a", false},
		"comment behind a rule":            {lines("User-agent: * # all", "Disallow: /a#b"), "", "/a", false},
		"rule in a comment":                {lines("User-agent: *", "# Disallow: /a"), "", "/a", true},
		"colon forgotten":                  {lines("User-agent *", "Disallow /a"), "", "/a", false},
		"colon forgotten, too many words":  {lines("User-agent: *", "Disallow /a /b"), "", "/a", true},
		"misspelt disallow":                {lines("User-agent: *", "Dissallow: /a"), "", "/a", false},
		"misspelt user-agent":              {lines("Useragent: *", "Disallow: /a"), "", "/a", false},
		"carriage returns":                 {"User-agent: *\rDisallow: /a\r", "", "/a", false},
		"carriage returns and line feeds":  {"User-agent: *\r\nDisallow: /a\r\n", "", "/a", false},
		"no line end at the end":           {"User-agent: *\nDisallow: /a", "", "/a", false},
		"byte order mark":                  {"\xef\xbb\xbfUser-agent: *\nDisallow: /a\n", "", "/a", false},
		"half a byte order mark":           {"\xef\xbbUser-agent: *\nDisallow: /a\n", "", "/a", false},
		"an HTML page instead":             {lines("<!doctype html>", "<title>Not found</title>", "<p style='color: red'>Nothing here: sorry"), "", "/a", true},
		"a line far too long is cut":       {lines("User-agent: *", "Disallow: /"+strings.Repeat("x", 40000)), "", "/" + strings.Repeat("x", 40000), false},
		"behind the size limit: not read":  {lines("User-agent: *", "#"+strings.Repeat("x", web.MaxRobotsSize), "Disallow: /a"), "", "/a", true},
		"cut by the size limit: left out":  {"User-agent: *\n" + strings.Repeat("#\n", web.MaxRobotsSize/2-11) + "Disallow: /abc", "", "/a", true},
		"before the size limit: read":      {lines("User-agent: *", "Disallow: /a", "#"+strings.Repeat("x", web.MaxRobotsSize)), "", "/a", false},
		"an agent that is no token: group": {lines("User-agent: 99", "Disallow: /a"), "", "/a", true},
	} {
		t.Run(name, func(t *testing.T) {
			agent := c.agent
			if agent == "" {
				agent = me
			}
			if got := web.ParseRobots([]byte(c.robots)).Allowed(agent, c.path); got != c.want {
				t.Errorf("Allowed(%q, %.60q) = %v, want %v", agent, c.path, got, c.want)
			}
		})
	}
}

func TestRobotsCrawlDelay(t *testing.T) {
	for name, c := range map[string]struct {
		robots string
		want   time.Duration
	}{
		"none":                      {lines("User-agent: *", "Disallow: /a"), 0},
		"for everybody":             {lines("User-agent: *", "Crawl-delay: 10"), 10 * time.Second},
		"with a fraction":           {lines("User-agent: *", "Crawl-delay: 1.5"), 1500 * time.Millisecond},
		"for us":                    {lines("User-agent: *", "Crawl-delay: 10", "User-agent: heronbot", "Crawl-delay: 2"), 2 * time.Second},
		"our group says nothing":    {lines("User-agent: *", "Crawl-delay: 10", "User-agent: heronbot", "Disallow: /a"), 0},
		"the longest of our groups": {lines("User-agent: heronbot", "Crawl-delay: 2", "User-agent: heronbot", "Crawl-delay: 7"), 7 * time.Second},
		"before the first group":    {lines("Crawl-delay: 10", "User-agent: *", "Disallow: /a"), 0},
		"no number":                 {lines("User-agent: *", "Crawl-delay: soon"), 0},
		"not a number":              {lines("User-agent: *", "Crawl-delay: NaN"), 0},
		"negative":                  {lines("User-agent: *", "Crawl-delay: -3"), 0},
		"for ever":                  {lines("User-agent: *", "Crawl-delay: 1e300"), 24 * time.Hour},
	} {
		t.Run(name, func(t *testing.T) {
			if got := web.ParseRobots([]byte(c.robots)).CrawlDelay("HeronBot"); got != c.want {
				t.Errorf("CrawlDelay = %v, want %v", got, c.want)
			}
		})
	}
}

// A rule with many stars must not take long, whatever the path.
func TestRobotsHostilePattern(t *testing.T) {
	robots := web.ParseRobots([]byte(lines("User-agent: *", "Disallow: /"+strings.Repeat("*a", 8000)+"*b$")))
	start := time.Now()
	if !robots.Allowed("heronbot", "/"+strings.Repeat("a", 16000)) {
		t.Error("matched")
	}
	if took := time.Since(start); took > 2*time.Second {
		t.Errorf("took %v", took)
	}
}

func FuzzParseRobots(f *testing.F) {
	f.Add([]byte(lines("User-agent: *", "Disallow: /a*b$", "Allow: /%7e", "Crawl-delay: 2")), "heronbot", "/a%zz?b#c")
	f.Add([]byte("\xef\xbb\xbfuser-agent *\rdisallow /\xff\xfe"), "*", "")
	f.Fuzz(func(t *testing.T, file []byte, agent, path string) {
		r := web.ParseRobots(file)
		r.Allowed(agent, path)
		if d := r.CrawlDelay(agent); d < 0 || d > 24*time.Hour {
			t.Errorf("delay %v", d)
		}
		if !r.Allowed(agent, "/robots.txt") {
			t.Error("robots.txt itself not allowed")
		}
		if !web.ParseRobots(nil).Allowed(agent, path) {
			t.Error("no rules, and not allowed")
		}
		closed := append([]byte("user-agent: *\ndisallow: /\n"), "user-agent: zz-other\n"...)
		if web.ParseRobots(closed).Allowed("heronbot", "/x") {
			t.Error("closed, and allowed")
		}
	})
}
