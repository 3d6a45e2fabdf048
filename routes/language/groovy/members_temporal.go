package groovy

import (
	"strings"
	"time"
)

var momentMembers members
var temporalClasses map[string]class

// Duration is java.time.Duration.
type Duration struct{ time.Duration }

func (d Duration) JavaClass() string { return "java.time.Duration" }
func (d Duration) likeText()         {}
func (d Duration) compare(other temporal) int {
	o, _ := other.(Duration)
	return sign(int(max(min(d.Duration-o.Duration, 1), -1)))
}

// String is the ISO form: PT1H30M.
func (d Duration) String() string {
	if d.Duration == 0 {
		return "PT0S"
	}
	s := "PT"
	n := d.Duration
	if h := n / time.Hour; h != 0 {
		s += toText(int64(h)) + "H"
		n -= h * time.Hour
	}
	if m := n / time.Minute; m != 0 {
		s += toText(int64(m)) + "M"
		n -= m * time.Minute
	}
	if n != 0 {
		whole, rest := int64(n/time.Second), int64(n%time.Second)
		sec := toText(whole)
		if rest != 0 {
			if rest < 0 {
				rest = -rest
				if whole == 0 {
					sec = "-0"
				}
			}
			f := toText(rest + int64(time.Second))
			sec += "." + strings.TrimRight(f[1:], "0")
		}
		s += sec + "S"
	}
	return s
}

func (d Duration) members() members {
	in := func(unit time.Duration) member { return get(func(called) any { return int64(d.Duration / unit) }) }
	part := func(unit time.Duration, of int64) member {
		return get(func(called) any { return int(int64(d.Duration/unit) % of) })
	}
	add := func(sign int64, unit time.Duration) member {
		return one(func(c called) any { return Duration{d.Duration + time.Duration(sign*int64(c.int(0)))*unit} })
	}
	m := members{
		"toMillis": in(time.Millisecond), "toSeconds": in(time.Second), "getSeconds": in(time.Second), "toMinutes": in(time.Minute), "toHours": in(time.Hour), "toDays": in(24 * time.Hour), "toNanos": in(1),
		"toMinutesPart": part(time.Minute, 60), "toSecondsPart": part(time.Second, 60), "toHoursPart": part(time.Hour, 24), "toMillisPart": part(time.Millisecond, 1000),
		"isNegative": get(func(called) any { return d.Duration < 0 }), "isZero": get(func(called) any { return d.Duration == 0 }),
		"plus": one(func(c called) any { o, _ := c.args[0].(Duration); return Duration{d.Duration + o.Duration} }), "minus": one(func(c called) any { o, _ := c.args[0].(Duration); return Duration{d.Duration - o.Duration} }),
		"abs": get(func(called) any { return Duration{d.Abs()} }), "negated": get(func(called) any { return Duration{-d.Duration} }), "multipliedBy": one(func(c called) any { return Duration{d.Duration * time.Duration(c.int(0))} }),
	}
	for name, unit := range map[string]time.Duration{"Millis": time.Millisecond, "Seconds": time.Second, "Minutes": time.Minute, "Hours": time.Hour, "Days": 24 * time.Hour} {
		m["plus"+name], m["minus"+name] = add(1, unit), add(-1, unit)
	}
	return m
}

// unit is an argument that is a unit of time.
func (c called) unit(i int) string {
	k, ok := c.arg(i).(constant)
	if !ok {
		c.missing()
	}
	return k.name
}

func (c called) moment() moment { return c.self.(moment) }

func fillTemporalMembers() {
	part := func(f func(t time.Time) any) member { return get(func(c called) any { return f(c.moment().Time) }) }
	compareWith := func(f func(n int) bool) member {
		return one(func(c called) any {
			o, ok := c.args[0].(moment)
			if !ok {
				c.missing()
			}
			return f(c.moment().Compare(o.Time))
		})
	}
	as := func(kind momentKind) member { return get(func(c called) any { return c.moment().as(kind) }) }
	at := func(kind momentKind) member {
		return one(func(c called) any {
			m := c.moment()
			if m.kind == localDateTime || m.kind == localDate && len(c.args) == 1 {
				return moment{m.in(c.zone(0)), kind}
			}
			return moment{m.In(c.zone(0)), kind}
		})
	}
	with := func(f func(t time.Time, n int) time.Time) member {
		return one(func(c called) any { return moment{f(c.moment().Time, c.int(0)), c.moment().kind} })
	}
	change := func(sign int) member {
		return member{1, 2, func(c called) any {
			m := c.moment()
			if d, ok := c.args[0].(Duration); ok {
				return moment{m.Add(time.Duration(sign) * d.Duration), m.kind}
			}
			if len(c.args) == 2 {
				return m.add(sign*c.int(0), c.unit(1))
			}
			if o, ok := c.args[0].(moment); ok && sign < 0 {
				return Duration{m.Sub(o.Time)}
			}
			unit := "SECONDS"
			if m.kind == localDate {
				unit = "DAYS"
			}
			return m.add(sign*c.int(0), unit)
		}}
	}
	momentMembers = members{
		"getYear": part(func(t time.Time) any { return t.Year() }), "getMonthValue": part(func(t time.Time) any { return int(t.Month()) }), "getDayOfMonth": part(func(t time.Time) any { return t.Day() }),
		"getMonth":     part(func(t time.Time) any { return constant{strings.ToUpper(t.Month().String()), "java.time.Month"} }),
		"getDayOfWeek": part(func(t time.Time) any { return constant{strings.ToUpper(t.Weekday().String()), "java.time.DayOfWeek"} }),
		"getDayOfYear": part(func(t time.Time) any { return t.YearDay() }), "getHour": part(func(t time.Time) any { return t.Hour() }), "getMinute": part(func(t time.Time) any { return t.Minute() }), "getSecond": part(func(t time.Time) any { return t.Second() }), "getNano": part(func(t time.Time) any { return t.Nanosecond() }),
		"lengthOfMonth": part(func(t time.Time) any { return time.Date(t.Year(), t.Month()+1, 0, 0, 0, 0, 0, time.UTC).Day() }),
		"isLeapYear":    part(func(t time.Time) any { return time.Date(t.Year(), 3, 0, 0, 0, 0, 0, time.UTC).Day() == 29 }),
		"toEpochMilli":  part(func(t time.Time) any { return t.UnixMilli() }), "getEpochSecond": part(func(t time.Time) any { return t.Unix() }), "toEpochSecond": {0, 1, func(c called) any { return c.moment().Unix() }}, "toEpochDay": part(func(t time.Time) any { return t.Unix() / 86400 }),
		"isBefore": compareWith(func(n int) bool { return n < 0 }), "isAfter": compareWith(func(n int) bool { return n > 0 }), "isEqual": compareWith(func(n int) bool { return n == 0 }),
		"toLocalDate": as(localDate), "toLocalTime": as(localTime), "toLocalDateTime": as(localDateTime), "toOffsetDateTime": as(offsetDateTime),
		"toInstant": {0, 1, func(c called) any { return c.moment().as(instant) }}, "toDate": part(func(t time.Time) any { return t }),
		"atZone": at(zonedDateTime), "atOffset": at(offsetDateTime), "withZoneSameInstant": one(func(c called) any { return moment{c.moment().In(c.zone(0)), c.moment().kind} }),
		"withZoneSameLocal": one(func(c called) any { return moment{c.moment().in(c.zone(0)), c.moment().kind} }),
		"getZone":           get(func(c called) any { return zone{c.moment().Location()} }), "getOffset": get(func(c called) any { return zone{c.moment().Location()} }),
		"atStartOfDay": {0, 1, func(c called) any {
			if len(c.args) == 1 {
				return moment{c.moment().in(c.zone(0)), zonedDateTime}
			}
			return moment{c.moment().Time, localDateTime}
		}},
		"atTime": {1, 3, func(c called) any {
			t := c.moment().Time
			if o, ok := c.args[0].(moment); ok {
				return moment{time.Date(t.Year(), t.Month(), t.Day(), o.Hour(), o.Minute(), o.Second(), o.Nanosecond(), time.UTC), localDateTime}
			}
			seconds := 0
			if len(c.args) == 3 {
				seconds = c.int(2)
			}
			return moment{time.Date(t.Year(), t.Month(), t.Day(), c.int(0), c.int(1), seconds, 0, time.UTC), localDateTime}
		}},
		"withDayOfMonth": with(func(t time.Time, n int) time.Time { return t.AddDate(0, 0, n-t.Day()) }),
		"withDayOfYear":  with(func(t time.Time, n int) time.Time { return t.AddDate(0, 0, n-t.YearDay()) }),
		"withMonth":      with(func(t time.Time, n int) time.Time { return plusMonths(t, n-int(t.Month())) }), "withYear": with(func(t time.Time, n int) time.Time { return plusMonths(t, 12*(n-t.Year())) }),
		"withHour": with(func(t time.Time, n int) time.Time { return t.Add(time.Duration(n-t.Hour()) * time.Hour) }), "withMinute": with(func(t time.Time, n int) time.Time { return t.Add(time.Duration(n-t.Minute()) * time.Minute) }),
		"withSecond": with(func(t time.Time, n int) time.Time { return t.Add(time.Duration(n-t.Second()) * time.Second) }), "withNano": with(func(t time.Time, n int) time.Time { return t.Add(time.Duration(n - t.Nanosecond())) }),
		"truncatedTo": one(func(c called) any {
			size := map[string]time.Duration{"SECONDS": time.Second, "MINUTES": time.Minute, "HOURS": time.Hour, "MILLIS": time.Millisecond, "DAYS": 24 * time.Hour}[c.unit(0)]
			m := c.moment()
			_, offset := m.Zone()
			shift := time.Duration(offset) * time.Second
			return moment{m.Add(shift).Truncate(max(size, 1)).Add(-shift), m.kind}
		}),
		"format": one(func(c called) any {
			switch f := c.args[0].(type) {
			case *timeFormat:
				return f.format(c.r, c.self)
			case string:
				return (&timeFormat{pattern: f}).format(c.r, c.self)
			}
			c.missing()
			return nil
		}),
		"plus": change(1), "minus": change(-1), "next": get(func(c called) any { return c.moment().add(1, "DAYS") }), "previous": get(func(c called) any { return c.moment().add(-1, "DAYS") }),
		"until": {2, 2, func(c called) any { return unitsBetween(c.moment().Time, c.date(0), c.unit(1)) }},
	}
	for name, unit := range map[string]string{"Years": "YEARS", "Months": "MONTHS", "Weeks": "WEEKS", "Days": "DAYS", "Hours": "HOURS", "Minutes": "MINUTES", "Seconds": "SECONDS", "Millis": "MILLIS", "Nanos": "NANOS"} {
		momentMembers["plus"+name] = one(func(c called) any { return c.moment().add(c.int(0), unit) })
		momentMembers["minus"+name] = one(func(c called) any { return c.moment().add(-c.int(0), unit) })
	}
	momentClass := func(kind momentKind) class {
		now := member{0, 1, func(c called) any {
			t := c.r.now().In(time.Local)
			if len(c.args) == 1 {
				t = t.In(c.zone(0))
			}
			return moment{t, kind}.as(kind)
		}}
		of := member{2, 8, func(c called) any {
			if kind == localTime {
				return moment{time.Date(1970, 1, 1, c.int(0), c.int(1), c.optionalInt(2), c.optionalInt(3), time.UTC), kind}
			}
			month := time.Month(0)
			if k, ok := c.args[1].(constant); ok {
				for m := time.January; m <= time.December; m++ {
					if strings.EqualFold(m.String(), k.name) {
						month = m
					}
				}
			} else if a, ok := c.args[0].(moment); ok {
				b, _ := c.args[1].(moment)
				return moment{time.Date(a.Year(), a.Month(), a.Day(), b.Hour(), b.Minute(), b.Second(), b.Nanosecond(), time.UTC), kind}
			} else {
				month = time.Month(c.int(1))
			}
			day := c.int(2)
			loc := time.UTC
			if kind >= zonedDateTime {
				loc = c.zone(len(c.args) - 1)
			}
			if last := time.Date(c.int(0), month+1, 0, 0, 0, 0, 0, time.UTC).Day(); month < 1 || month > 12 || day < 1 || day > last {
				throw("java.time.DateTimeException", "Invalid date '"+strings.ToUpper(max(1, month).String())+" "+toText(day)+"'")
			}
			return moment{time.Date(c.int(0), month, day, c.optionalInt(3), c.optionalInt(4), c.optionalInt(5), c.optionalInt(6), loc), kind}
		}}
		return class{statics: members{
			"now": now, "of": of,
			"parse": {1, 2, func(c called) any {
				f, _ := c.arg(1).(*timeFormat)
				return parseMoment(c.r.string(c.args[0]), f, kind)
			}},
			"ofEpochMilli":  one(func(c called) any { return moment{time.UnixMilli(low(c.args[0])).UTC(), kind} }),
			"ofEpochSecond": {1, 3, func(c called) any { return moment{time.Unix(low(c.args[0]), 0).UTC(), kind} }},
			"ofEpochDay":    one(func(c called) any { return moment{time.Unix(86400*low(c.args[0]), 0).UTC(), kind} }),
			"ofInstant":     {2, 2, func(c called) any { return moment{c.date(0).In(c.zone(1)), kind}.as(kind) }},
			"from":          one(func(c called) any { return moment{c.date(0), kind}.as(kind) }),
		}, constants: map[string]any{"EPOCH": moment{time.Unix(0, 0).UTC(), kind}}}
	}
	of := func(unit time.Duration) member {
		return one(func(c called) any { return Duration{time.Duration(low(c.args[0])) * unit} })
	}
	isoFormats := map[string]any{}
	for name, kind := range map[string]momentKind{"ISO_DATE": localDate, "ISO_LOCAL_DATE": localDate, "ISO_LOCAL_TIME": localTime, "ISO_LOCAL_DATE_TIME": localDateTime, "ISO_DATE_TIME": zonedDateTime, "ISO_ZONED_DATE_TIME": zonedDateTime, "ISO_OFFSET_DATE_TIME": offsetDateTime, "ISO_INSTANT": instant} {
		isoFormats[name] = &timeFormat{iso: kind}
	}
	isoFormats["BASIC_ISO_DATE"] = &timeFormat{pattern: "yyyyMMdd"}
	units := constantsOf("java.time.temporal.ChronoUnit", "NANOS", "MICROS", "MILLIS", "SECONDS", "MINUTES", "HOURS", "DAYS", "WEEKS", "MONTHS", "YEARS")
	temporalClasses = map[string]class{
		"java.time.Duration": {statics: members{
			"ofMillis": of(time.Millisecond), "ofSeconds": of(time.Second), "ofMinutes": of(time.Minute), "ofHours": of(time.Hour), "ofDays": of(24 * time.Hour), "ofNanos": of(1),
			"between": {2, 2, func(c called) any { return Duration{c.date(1).Sub(c.date(0))} }},
		}, constants: map[string]any{"ZERO": Duration{}}},
		"java.time.temporal.ChronoUnit": {constants: units},
		"java.time.Month":               {constants: constantsOf("java.time.Month", "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER")},
		"java.time.DayOfWeek":           {constants: constantsOf("java.time.DayOfWeek", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")},
		"java.time.format.DateTimeFormatter": {statics: members{"ofPattern": {1, 2, func(c called) any {
			return &timeFormat{pattern: c.text(0)}
		}}}, constants: isoFormats},
	}
	for kind, name := range momentClasses {
		temporalClasses[name] = momentClass(momentKind(kind))
	}
}

func (c called) optionalInt(i int) int {
	if _, whole := wholeOf(c.arg(i)); !whole {
		return 0
	}
	return c.int(i)
}

// dayRange makes the list of the days of a range of dates.
func dayRange(from, to any, openRight bool) (any, bool) {
	a, ok1 := from.(moment)
	b, ok2 := to.(moment)
	if !ok1 || !ok2 || a.kind != localDate || b.kind != localDate {
		return nil, false
	}
	out := newList()
	for d := a; d.Compare(b.Time) < 0 || !openRight && d.Compare(b.Time) == 0; d = d.add(1, "DAYS") {
		if out.items = append(out.items, d); len(out.items) > 100_000 {
			fatal(outOfMemory, "a range of more than 100,000 days")
		}
	}
	return out, true
}
