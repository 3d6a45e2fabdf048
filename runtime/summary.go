package runtime

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/routes"
)

// The lines that tell of a start and a stop are worded as Camel's, so that those who know it find what they look for.

// title is the name of the whole in these lines.
func (e *Engine) title() string {
	return strings.Join(strings.Fields("Dromedary "+e.config.Version+" ("+e.context.Name+")"), " ")
}

func (e *Engine) logProperties() {
	p := e.config.Properties
	keys := p.Keys("")
	if len(keys) == 0 {
		return
	}
	e.log.Info("Property-placeholders summary")
	for _, key := range keys {
		value, _ := p.Get(key)
		e.log.Info(fmt.Sprintf("    [%s] %s=%s", filepath.Base(p.Origin(key)), key, e.presentable(key, value)))
	}
}

var (
	secretKey   = regexp.MustCompile(`(?i)(pass(word|phrase|wd)?|secret|token|(api|access|private)[-_]?key|credentials?|bearer|authorization)$`)
	urlPassword = regexp.MustCompile(`(://[^/\s:@]*:)[^/\s@]*@`)
)

const hidden = "xxxxxx" // Camel's

// presentable hides a property's value where it is a secret: by the component's option, by the key, or inside a URL.
func (e *Engine) presentable(key, value string) string {
	if secretKey.MatchString(key) {
		return hidden
	}
	if rest, ok := strings.CutPrefix(key, "camel.component."); ok {
		scheme, option, _ := strings.Cut(rest, ".")
		for _, c := range e.config.Components {
			if c.Info().Scheme != scheme {
				continue
			}
			for _, o := range c.Options() {
				if o.Name == option && o.Secret {
					return hidden
				}
			}
		}
	}
	return urlPassword.ReplaceAllString(value, "${1}"+hidden+"@")
}

func (e *Engine) logRoutes() {
	list := e.Routes()
	counts := map[string]int{}
	lines := make([]string, len(list))
	for i, s := range list {
		word := s.State
		if s.State == Waiting && !e.routes[i].AutoStartup {
			word = "disabled"
		}
		counts[word]++
		lines[i] = fmt.Sprintf("    %s %s (%s)", strings.ToUpper(word[:1])+word[1:], s.ID, s.From)
	}
	total := fmt.Sprintf("Routes startup (total:%d", len(list))
	if counts[Started] < len(list) {
		for _, word := range []string{Started, Reconnecting, Waiting, Stopped, Failed, "disabled"} {
			if counts[word] > 0 {
				total += fmt.Sprintf(" %s:%d", word, counts[word])
			}
		}
	}
	e.log.Info(total + ")")
	for _, line := range lines {
		e.log.Info(line)
	}
}

func (e *Engine) logEndpoints() {
	base := strings.TrimSuffix(e.http.url(), "/")
	if base == "" {
		return
	}
	e.log.Info("HTTP endpoints summary")
	for _, pattern := range e.http.paths() {
		method, path, found := strings.Cut(pattern, " ")
		if !found {
			method, path = "", pattern
		}
		line := "    " + base + strings.TrimSpace(path)
		if method != "" {
			line += "    (" + method + ")"
		}
		e.log.Info(line)
	}
}

// nameOf is what a program is called that has no camel.main.name: its first file.
func nameOf(files []routes.File) string {
	if len(files) == 0 {
		return "dromedary"
	}
	base := filepath.Base(files[0].Name)
	return strings.TrimSuffix(strings.TrimSuffix(base, filepath.Ext(base)), ".camel")
}

func shortDuration(d time.Duration) string {
	if d < time.Second {
		return d.Round(time.Millisecond).String()
	}
	return d.Round(100 * time.Millisecond).String()
}
