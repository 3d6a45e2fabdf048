package components

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
)

// OptionInfo describes one option. It comes from a field of the component's options struct, by these tags:
//
//	Period time.Duration `camel:"period" default:"1s" doc:"Time between two ticks."`
//
// camel holds the option's name and, behind commas, what it is: path (part of the URI's path, see [Info.Syntax]),
// required, secret (never shown), component (usual only as camel.component.SCHEME.NAME). default is as a user would
// write it, enum the allowed words with commas between, doc a sentence or two with units. Every option may be given for
// all endpoints of a component by the property camel.component.SCHEME.NAME. Fields may be string, bool, int, int64,
// float64, [time.Duration] or []string (commas between); structs that several components share are embedded.
type OptionInfo struct {
	Name      string
	Type      string // string, boolean, integer, number, duration or list
	Default   string
	Enum      []string
	Doc       string
	Path      bool
	Required  bool
	Secret    bool
	Component bool

	index []int
}

// OptionError is a mistake in one option of a URI.
type OptionError struct {
	// Option is the name as written; "" where the path is wrong.
	Option string
	// Offset is where it was written, see [Param]; -1 where it was not in the text.
	Offset int
	Msg    string
	Hint   string
	// Missing is true for an option that Camel's component has and this one does not.
	Missing bool
}

func (e OptionError) Error() string { return e.Msg }

// OptionErrors are all mistakes of one URI.
type OptionErrors []OptionError

func (e OptionErrors) Error() string {
	msgs := make([]string, len(e))
	for i := range e {
		msgs[i] = e[i].Msg
	}
	return strings.Join(msgs, "; ")
}

func describeOptions(opts any) []OptionInfo {
	return describeFields(reflect.TypeOf(opts).Elem(), nil)
}

func describeFields(t reflect.Type, at []int) []OptionInfo {
	var infos []OptionInfo
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(slices.Clone(at), i)
		if f.Anonymous {
			infos = append(infos, describeFields(f.Type, index)...)
			continue
		}
		tag, ok := f.Tag.Lookup("camel")
		if !ok {
			continue
		}
		words := strings.Split(tag, ",")
		o := OptionInfo{Name: words[0], Type: typeWord(f.Type), Default: f.Tag.Get("default"), Doc: f.Tag.Get("doc"), index: index}
		if e := f.Tag.Get("enum"); e != "" {
			o.Enum = strings.Split(e, ",")
		}
		for _, w := range words[1:] {
			switch w {
			case "path":
				o.Path = true
			case "required":
				o.Required = true
			case "secret":
				o.Secret = true
			case "component":
				o.Component = true
			default:
				panic(fmt.Sprintf("options field %s.%s: unknown word %q in the camel tag", t, f.Name, w))
			}
		}
		infos = append(infos, o)
	}
	return infos
}

func typeWord(t reflect.Type) string {
	if t == reflect.TypeFor[time.Duration]() {
		return "duration"
	}
	switch t.Kind() {
	case reflect.String:
		return "string"
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64:
		return "integer"
	case reflect.Float64:
		return "number"
	case reflect.Slice:
		return "list"
	}
	panic("options of type " + t.String() + " are not supported")
}

// decodeOptions fills opts from defaults, component properties, path and parameters, in this order, and answers the URI
// as it may be shown.
func decodeOptions(ctx *Context, info Info, infos []OptionInfo, uri URI, opts any) (string, error) {
	v := reflect.ValueOf(opts).Elem()
	var errs OptionErrors
	given := map[string]bool{}
	set := func(o *OptionInfo, text string, offset int) {
		given[o.Name] = true
		if err := setField(v.FieldByIndex(o.index), o, text); err != nil {
			errs = append(errs, OptionError{Option: o.Name, Offset: offset, Msg: fmt.Sprintf("option %q of %s: %v", o.Name, info.Scheme, err)})
		}
	}
	for i := range infos {
		o := &infos[i]
		if o.Default != "" {
			if err := setField(v.FieldByIndex(o.index), o, o.Default); err != nil {
				panic(fmt.Sprintf("%s: default of option %s: %v", info.Scheme, o.Name, err))
			}
		}
		for _, scheme := range append([]string{info.Scheme}, info.Aliases...) {
			if ctx.Property == nil {
				break
			}
			if text, ok := ctx.Property("camel.component." + scheme + "." + o.Name); ok {
				set(o, text, -1)
			}
		}
	}
	path, params := uri.Path, shownParams{}
	fields := splitPath(info, infos, &path)
	for _, p := range uri.Params {
		i := slices.IndexFunc(infos, func(o OptionInfo) bool { return sameOption(o.Name, p.Name) })
		if i < 0 {
			if known, wrong := takeGeneral(p); wrong != nil {
				errs = append(errs, *wrong)
				continue
			} else if known {
				params = append(params, CamelCase(p.Name)+"="+p.Value)
				continue
			}
			if info.Lenient {
				if taker, ok := opts.(ParamTaker); ok {
					taker.TakeParam(p)
				}
				params.add(&OptionInfo{Name: p.Name, Secret: soundsSecret(p.Name)}, p.Value)
				continue
			}
			names := make([]string, len(infos))
			for i := range infos {
				names[i] = infos[i].Name
			}
			e := unknownOption(p, info.Scheme, names)
			if here, ok := Catalog(uri.Scheme); ok && here.HasOption(p.Name) {
				e.Msg, e.Missing = fmt.Sprintf("option %q of component %s is not in this build", p.Name, info.Scheme), true
				e.Hint = "leave it out, or run with --stub=" + uri.Scheme
			}
			errs = append(errs, e)
			continue
		}
		value := p.Value
		if isRaw(value) {
			value = value[4 : len(value)-1]
		}
		if infos[i].Path {
			fields[infos[i].Name] = value
			continue
		}
		set(&infos[i], value, p.Offset)
		params.add(&infos[i], value)
	}
	for i := range infos {
		o := &infos[i]
		if text, ok := fields[o.Name]; ok && o.Path {
			set(o, text, 0)
			if len(o.Enum) > 0 {
				fields[o.Name] = v.FieldByIndex(o.index).String() // as it is spelled in the enum
			}
		}
		if o.Required && !given[o.Name] {
			e := OptionError{Msg: fmt.Sprintf("component %s needs option %q", info.Scheme, o.Name), Hint: "the URI is " + info.Syntax}
			if !o.Path {
				e.Hint = fmt.Sprintf("add %s to the parameters, or set the property camel.component.%s.%s", o.Name, info.Scheme, o.Name)
			}
			errs = append(errs, e)
		}
	}
	if len(errs) > 0 {
		return "", errs
	}
	return uri.Scheme + "://" + joinPath(info, fields) + params.String(), nil
}

// shownParams collects the parameters of the URI as it may be shown.
type shownParams []string

func (u *shownParams) add(o *OptionInfo, value string) {
	if o.Secret {
		value = "xxxxxx"
	}
	*u = append(*u, o.Name+"="+value)
}

func (u shownParams) String() string {
	if len(u) == 0 {
		return ""
	}
	slices.Sort(u)
	return "?" + strings.Join(u, "&")
}

// soundsSecret tells of an option that no struct describes whether it had better not be shown.
func soundsSecret(name string) bool {
	name = strings.ToLower(strings.ReplaceAll(name, "-", ""))
	return slices.ContainsFunc([]string{"password", "passphrase", "secret", "token", "accesskey", "apikey", "credential"}, func(word string) bool {
		return strings.Contains(name, word)
	})
}

func setField(f reflect.Value, o *OptionInfo, text string) error {
	if f.Kind() != reflect.String {
		text = strings.TrimSpace(text)
	}
	if len(o.Enum) > 0 {
		i := slices.IndexFunc(o.Enum, func(e string) bool { return strings.EqualFold(e, text) })
		if i < 0 && o.Name != "exchangePattern" { // of its words Camel knows no other spelling
			word := CamelCase(strings.ReplaceAll(text, "_", "-"))
			i = slices.IndexFunc(o.Enum, func(e string) bool { return strings.EqualFold(e, word) })
		}
		if i < 0 {
			return fmt.Errorf("%q is none of %s", text, strings.Join(o.Enum, ", "))
		}
		text = o.Enum[i]
	}
	switch o.Type {
	case "string":
		f.SetString(text)
	case "boolean":
		switch {
		case strings.EqualFold(text, "true"):
			f.SetBool(true)
		case strings.EqualFold(text, "false"):
			f.SetBool(false)
		default:
			return fmt.Errorf("%q is not true or false", text)
		}
	case "integer":
		n, err := strconv.ParseInt(text, 10, 64)
		if err != nil || f.OverflowInt(n) {
			return fmt.Errorf("%q is not a whole number", text)
		}
		f.SetInt(n)
	case "number":
		n, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return fmt.Errorf("%q is not a number", text)
		}
		f.SetFloat(n)
	case "duration":
		d, err := ParseDuration(text)
		if err != nil {
			return err
		}
		f.SetInt(int64(d))
	case "list":
		list := []string{}
		for item := range strings.SplitSeq(text, ",") {
			if item = strings.TrimSpace(item); item != "" {
				list = append(list, item)
			}
		}
		f.Set(reflect.ValueOf(list))
	}
	return nil
}

// ParseDuration reads a duration as Camel writes it: milliseconds (500) or units (1h30m, 5s, 250ms, 2d).
func ParseDuration(text string) (time.Duration, error) {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil && n == time.Duration(n*1e6).Milliseconds() {
		return time.Duration(n) * time.Millisecond, nil
	}
	s := strings.ToLower(strings.Join(strings.Fields(text), ""))
	days := time.Duration(0)
	if n, rest, ok := strings.Cut(s, "d"); ok {
		d, err := strconv.ParseInt(n, 10, 64)
		if err != nil || d < -maxDays || d > maxDays {
			return 0, notDuration(text)
		}
		days, s = time.Duration(d)*24*time.Hour, rest
		if s == "" {
			return days, nil
		}
	}
	d, err := time.ParseDuration(s)
	if err != nil || days > 0 && days+d < days {
		return 0, notDuration(text)
	}
	return days + d, nil
}

const maxDays = math.MaxInt64 / int64(24*time.Hour)

func notDuration(text string) error {
	return fmt.Errorf("%q is not a duration; write 500 (milliseconds), 5s, 1m30s or 2h", text)
}
