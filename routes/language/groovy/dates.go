package groovy

import (
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/routes/javatext"
)

// A java.util.Date is a time.Time.

var dateMembers members
var dateClasses map[string]class

// zone is java.util.TimeZone and java.time.ZoneId.
type zone struct{ *time.Location }

func (z zone) String() string    { return z.Location.String() }
func (z zone) JavaClass() string { return "java.time.ZoneRegion" }
func (z zone) likeText()         {}
func (z zone) members() members {
	return members{
		"getID": get(func(called) any { return z.String() }), "getId": get(func(called) any { return z.String() }),
		"toZoneId": get(func(called) any { return z }), "getDisplayName": {0, 2, func(called) any { return z.String() }},
	}
}

func zoneNamed(name string) zone {
	if name == "UTC" {
		return zone{time.UTC}
	}
	loc, ok := javatext.TimeZone(name)
	if !ok {
		if strings.HasPrefix(name, "+") || strings.HasPrefix(name, "-") {
			loc, ok = javatext.TimeZone("GMT" + name)
		}
		if !ok {
			throw("java.time.zone.ZoneRulesException", "Unknown time-zone ID: "+name)
		}
	}
	return zone{loc}
}

// zoneOf is an argument that is a time zone, or its name.
func (c called) zone(i int) *time.Location {
	switch z := c.arg(i).(type) {
	case zone:
		return z.Location
	case string:
		return zoneNamed(z).Location
	}
	c.missing()
	return nil
}

func formatDate(r *run, pattern string, t time.Time) string {
	f, err := javatext.NewDateFormat(pattern)
	if err != nil {
		throw(illegalArgument, "Illegal pattern "+pattern)
	}
	return r.text(f.Format(t))
}

func parseDate(pattern, s string, loc *time.Location) time.Time {
	f, err := javatext.NewDateFormat(pattern)
	if err != nil {
		throw(illegalArgument, "Illegal pattern "+pattern)
	}
	t, ok := f.Parse(s, loc)
	if !ok {
		throw("java.text.ParseException", "Unparseable date: \""+s+"\"")
	}
	return t
}

// dateFormat is java.text.SimpleDateFormat.
type dateFormat struct {
	pattern string
	loc     *time.Location
}

func (f *dateFormat) String() string    { return "java.text.SimpleDateFormat@0" }
func (f *dateFormat) JavaClass() string { return "java.text.SimpleDateFormat" }
func (f *dateFormat) setProperty(_ *run, name string, v any) bool {
	if z, ok := v.(zone); ok && name == "timeZone" {
		f.loc = z.Location
		return true
	}
	return name == "lenient"
}
func (f *dateFormat) members() members {
	return members{
		"format": one(func(c called) any {
			if n, ok := wholeOf(c.args[0]); ok {
				return formatDate(c.r, f.pattern, time.UnixMilli(n).In(f.loc))
			}
			return formatDate(c.r, f.pattern, c.date(0).In(f.loc))
		}),
		"parse":       one(func(c called) any { return parseDate(f.pattern, c.r.string(c.args[0]), f.loc).UTC() }),
		"setTimeZone": one(func(c called) any { f.loc = c.zone(0); return nil }), "getTimeZone": get(func(called) any { return zone{f.loc} }),
		"setLenient": one(func(called) any { return nil }), "toPattern": get(func(called) any { return f.pattern }),
	}
}

// date is an argument that is a date.
func (c called) date(i int) time.Time {
	t, ok := timeOf(c.arg(i))
	if !ok {
		c.missing()
	}
	return t
}

// timeOf answers the moment that a value is.
func timeOf(v any) (time.Time, bool) {
	switch v := v.(type) {
	case time.Time:
		return v, true
	case moment:
		return v.Time, true
	case int64:
		return time.UnixMilli(v).UTC(), true
	}
	return time.Time{}, false
}

func fillDates() {
	self := func(c called) time.Time { return c.self.(time.Time) }
	days := func(sign int) member {
		return one(func(c called) any {
			if t, ok := c.args[0].(time.Time); ok && sign < 0 {
				return int(self(c).Sub(t) / (24 * time.Hour))
			}
			return self(c).AddDate(0, 0, sign*c.int(0))
		})
	}
	dateMembers = members{
		"getTime": get(func(c called) any { return self(c).UnixMilli() }), "toInstant": get(func(c called) any { return moment{self(c), instant} }),
		"format": {1, 2, func(c called) any {
			t := self(c)
			if len(c.args) == 2 {
				t = t.In(c.zone(1))
			}
			return formatDate(c.r, c.text(0), t)
		}},
		"plus": days(1), "minus": days(-1), "next": get(func(c called) any { return self(c).AddDate(0, 0, 1) }), "previous": get(func(c called) any { return self(c).AddDate(0, 0, -1) }),
		"before": one(func(c called) any { return self(c).Before(c.date(0)) }), "after": one(func(c called) any { return self(c).After(c.date(0)) }),
		"clearTime": get(func(c called) any {
			t := self(c)
			return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
		}),
		"getYear": get(func(c called) any { return self(c).Year() - 1900 }), "getMonth": get(func(c called) any { return int(self(c).Month()) - 1 }), "getDate": get(func(c called) any { return self(c).Day() }), "getDay": get(func(c called) any { return int(self(c).Weekday()) }),
		"getHours": get(func(c called) any { return self(c).Hour() }), "getMinutes": get(func(c called) any { return self(c).Minute() }), "getSeconds": get(func(c called) any { return self(c).Second() }),
		"toString": get(func(c called) any { return toText(self(c)) }), "clone": get(func(c called) any { return self(c) }),
		"toLocalDate": get(func(c called) any { return moment{self(c), localDate} }), "toLocalDateTime": get(func(c called) any { return moment{self(c), localDateTime} }),
	}
	zones := class{statics: members{
		"getTimeZone": one(func(c called) any {
			loc, ok := javatext.TimeZone(c.text(0))
			if !ok { // Java takes what it does not know for GMT
				loc = time.FixedZone("GMT", 0)
			}
			return zone{loc}
		}),
		"getDefault": get(func(called) any { return zone{time.UTC} }), "systemDefault": get(func(called) any { return zone{time.Local} }),
		"of": one(func(c called) any { return zoneNamed(c.text(0)) }),
	}}
	dateClasses = map[string]class{
		"java.util.Date": {
			construct: member{0, 1, func(c called) any {
				switch v := c.arg(0).(type) {
				case nil:
					return time.UnixMilli(c.r.now().UnixMilli()).In(time.Local)
				case int64, int:
					return time.UnixMilli(low(v)).In(time.Local)
				}
				c.missing()
				return nil
			}},
			statics: members{
				"parse": {2, 3, func(c called) any {
					loc := time.Local
					if len(c.args) == 3 {
						loc = c.zone(2)
					}
					return parseDate(c.text(0), c.r.string(c.args[1]), loc)
				}},
				"from": one(func(c called) any { return c.date(0) }),
			},
		},
		"java.text.SimpleDateFormat": {construct: member{1, 2, func(c called) any {
			if _, err := javatext.NewDateFormat(c.r.string(c.args[0])); err != nil {
				throw(illegalArgument, "Illegal pattern: "+err.Error())
			}
			return &dateFormat{c.r.string(c.args[0]), time.Local}
		}}},
		"java.util.TimeZone": zones, "java.time.ZoneId": zones,
		"java.time.ZoneOffset":    {constants: map[string]any{"UTC": zone{time.UTC}}, statics: members{"of": one(func(c called) any { return zoneNamed(c.text(0)) })}},
		"java.text.DecimalFormat": {construct: member{1, 2, func(c called) any { return newDecimalFormat(c.text(0)) }}},
	}
}
