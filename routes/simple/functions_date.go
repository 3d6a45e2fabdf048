package simple

import (
	"regexp"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
	"github.com/dromedary-go/dromedary/routes/javatext"
)

// dateFunctions answer dates, and text made of them by a pattern of java.text.SimpleDateFormat.
var dateFunctions = map[string]compiler{"date": date, "date-with-timezone": dateWithTimezone}

const dateCommands = "known are now, millis, exchangeCreated, header.x, variable.x, exchangeProperty.x and file"

// date is date:command or date:command:pattern. Without a pattern it is the date itself.
func date(p *parser, c call) (components.Expression, error) {
	all := p.behindColon(c)
	if all.empty() {
		return nil, p.wrong(c.text.start, "write ${date:now:yyyy-MM-dd}", "${date} needs a command")
	}
	command, pattern := p.cut(all)
	return p.formatted(command, pattern, time.Local)
}

// dateWithTimezone is date-with-timezone:command:timezone:pattern.
func dateWithTimezone(p *parser, c call) (components.Expression, error) {
	command, rest := p.cut(p.behindColon(c))
	zoneName, pattern := p.cut(rest)
	if command.empty() || pattern.start == rest.end && !strings.HasSuffix(p.of(rest), ":") {
		return nil, p.wrong(c.text.start, "write ${date-with-timezone:now:UTC:yyyy-MM-dd}", "${date-with-timezone} needs a command, a time zone and a pattern")
	}
	zone, ok := javatext.TimeZone(p.of(zoneName))
	if !ok {
		return nil, p.wrong(zoneName.start, "write a name such as UTC, Europe/Berlin or GMT+2", "unknown time zone %q", p.of(zoneName))
	}
	return p.formatted(command, pattern, zone)
}

func (p *parser) behindColon(c call) span {
	if !strings.HasPrefix(p.of(c.rest), ":") || c.hasArgs {
		return span{c.text.end, c.text.end}
	}
	return span{c.rest.start + 1, c.rest.end}
}

// cut cuts at the first colon.
func (p *parser) cut(s span) (before, after span) {
	if i := strings.IndexByte(p.of(s), ':'); i >= 0 {
		return span{s.start, s.start + i}, span{s.start + i + 1, s.end}
	}
	return s, span{s.end, s.end}
}

func (p *parser) formatted(command, pattern span, zone *time.Location) (components.Expression, error) {
	when, err := p.dateCommand(command)
	if err != nil {
		return nil, err
	}
	if pattern.empty() {
		if p.of(command) == "millis" {
			return func(ex *components.Exchange) (any, error) {
				t, err := when(ex)
				return t.UnixMilli(), err
			}, nil
		}
		return func(ex *components.Exchange) (any, error) {
			t, err := when(ex)
			if err != nil {
				return nil, err
			}
			return t.Local(), nil
		}, nil
	}
	format, err := javatext.NewDateFormat(p.of(pattern))
	if err != nil {
		return nil, p.wrong(pattern.start, "write a pattern such as yyyy-MM-dd HH:mm:ss; put text in single quotes", "%v", err)
	}
	return func(ex *components.Exchange) (any, error) {
		t, err := when(ex)
		if err != nil {
			return nil, err
		}
		return format.Format(t.In(zone)), nil
	}, nil
}

// dateOffset is what follows a command, such as -24h or +1h30m-100; the number alone is milliseconds.
var dateOffset = regexp.MustCompile(`\s*[+-]\s*\d[^+-]*`)

type moment func(ex *components.Exchange) (time.Time, error)

func (p *parser) dateCommand(s span) (moment, error) {
	text := p.of(s)
	command, offset := text, time.Duration(0)
	if at := dateOffset.FindStringIndex(text); at != nil {
		command = text[:at[0]]
		for _, word := range dateOffset.FindAllString(text[at[0]:], -1) {
			d, err := components.ParseDuration(strings.TrimSpace(strings.TrimLeft(word, " +-")))
			if err != nil {
				return nil, p.wrong(s.start+at[0], "write, for example, now-24h or now+1h30m", "%q is no offset", strings.TrimSpace(word))
			}
			if strings.TrimSpace(word)[0] == '-' {
				d = -d
			}
			offset += d
		}
	}
	when, err := p.commandOf(s, command)
	if err != nil || offset == 0 {
		return when, err
	}
	return func(ex *components.Exchange) (time.Time, error) {
		t, err := when(ex)
		return t.Add(offset), err
	}, nil
}

func (p *parser) commandOf(s span, command string) (moment, error) {
	if command == "now" || command == "millis" {
		env := p.env
		return func(*components.Exchange) (time.Time, error) { return env.now(), nil }, nil
	}
	if command == "exchangeCreated" {
		return func(ex *components.Exchange) (time.Time, error) { return ex.Created, nil }, nil
	}
	if command == "file" {
		return stored(headerOf, "CamelFileLastModified", command), nil
	}
	kind, name, _ := strings.Cut(command, ".")
	find, ok := map[string]finder{"header": headerOf, "variable": variableOf, "exchangeProperty": propertyOf}[kind]
	if !ok || name == "" || strings.ContainsAny(name, "+${}") {
		return nil, p.wrong(s.start, dateCommands, "unknown date command %q", command)
	}
	return stored(find, name, command), nil
}

// stored takes a date, or a Long of milliseconds since 1970; anything else is an error in Camel too.
func stored(find finder, name, command string) moment {
	return func(ex *components.Exchange) (time.Time, error) {
		switch v, _ := find(ex, name); v := v.(type) {
		case time.Time:
			return v, nil
		case int64:
			return time.UnixMilli(v), nil
		}
		return time.Time{}, components.NewException(components.IllegalArgumentException, "Cannot find Date/long object at command: "+command)
	}
}
