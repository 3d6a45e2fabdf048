package simple

import (
	"regexp"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// dateFunction is date:command[:pattern] and date-with-timezone:command:zone:pattern. Commands are now, millis,
// exchangeCreated, header.x, variable.x, exchangeProperty.x and file, with offsets such as now-24h or now+1h30m.
func dateFunction(p *parser, c call) (components.Expression, error) {
	rest, ok := strings.CutPrefix(p.of(c.rest), ":")
	if !ok {
		return nil, p.wrong(c.at, "write ${date:now:yyyy-MM-dd}", "${%s} needs a command", c.name)
	}
	command, pattern, hasPattern := strings.Cut(rest, ":")
	zone := time.Local
	if c.name == "date-with-timezone" {
		name, format, ok := strings.Cut(pattern, ":")
		if !ok {
			return nil, p.wrong(c.at, "write ${date-with-timezone:now:UTC:yyyy-MM-dd}", "${date-with-timezone} needs a zone and a pattern")
		}
		z, err := loadZone(name)
		if err != nil {
			return nil, p.wrong(c.at, "", "unknown time zone %q", name)
		}
		zone, pattern = z, format
	}
	base, offset, err := p.dateCommand(c, command)
	if err != nil {
		return nil, err
	}
	var format *dateFormat
	if hasPattern && pattern != "" {
		if format, err = newDateFormat(pattern); err != nil {
			return nil, p.wrong(c.rest.start, "", "%v", err)
		}
	}
	millis := strings.HasPrefix(command, "millis")
	return func(ex *components.Exchange) (any, error) {
		t, err := base(ex)
		if err != nil || t.IsZero() {
			return nil, err
		}
		t = t.Add(offset).In(zone)
		switch {
		case format != nil:
			return format.format(t), nil
		case millis:
			return t.UnixMilli(), nil
		}
		return t, nil
	}, nil
}

func loadZone(name string) (*time.Location, error) {
	if name == "GMT" || name == "Z" {
		name = "UTC"
	}
	return time.LoadLocation(name)
}

var dateOffset = regexp.MustCompile(`[+-]\d[\dhmsd]*`)

func (p *parser) dateCommand(c call, command string) (func(*components.Exchange) (time.Time, error), time.Duration, error) {
	var offset time.Duration
	for _, word := range dateOffset.FindAllString(command, -1) {
		d, err := components.ParseDuration(word[1:])
		if err != nil {
			return nil, 0, p.wrong(c.rest.start, "write, for example, now-24h", "%q is no offset", word)
		}
		if word[0] == '-' {
			d = -d
		}
		offset += d
	}
	command = dateOffset.ReplaceAllString(command, "")
	kind, name, _ := strings.Cut(command, ".")
	switch kind {
	case "now", "millis":
		return func(*components.Exchange) (time.Time, error) { return p.env.now(), nil }, offset, nil
	case "exchangeCreated":
		return func(ex *components.Exchange) (time.Time, error) { return ex.Created, nil }, offset, nil
	case "header":
		return func(ex *components.Exchange) (time.Time, error) { return dateOf(ex.Headers.Value(name), command) }, offset, nil
	case "variable":
		return func(ex *components.Exchange) (time.Time, error) { return dateOf(ex.Variables.Value(name), command) }, offset, nil
	case "exchangeProperty":
		return func(ex *components.Exchange) (time.Time, error) { return dateOf(ex.Properties.Value(name), command) }, offset, nil
	case "file":
		return func(ex *components.Exchange) (time.Time, error) {
			return dateOf(ex.Headers.Value("CamelFileLastModified"), command)
		}, offset, nil
	}
	return nil, 0, p.wrong(c.rest.start, "known are now, millis, exchangeCreated, header.x, variable.x, exchangeProperty.x, file", "unknown date command %q", command)
}

// dateOf takes a date or a Long; anything else is an error in Camel too.
func dateOf(v any, command string) (time.Time, error) {
	switch v := v.(type) {
	case time.Time:
		return v, nil
	case int64:
		return time.UnixMilli(v), nil
	}
	return time.Time{}, components.NewException(components.IllegalArgumentException, "Cannot find Date/Long object at command: "+command)
}
