package dataformat

import (
	"fmt"
	"strings"
)

// Prepared is a [Format] whose options name beans or may be wrong. They are looked at while routes are compiled.
type Prepared interface {
	// Prepare answers what is wrong with the options: a bean that is not there is a [*NoBean], what concerns one of them a
	// [*Problem]; several are joined.
	Prepare(beans Beans) error
}

// Beans answers a bean by its name; ok is false where there is none.
type Beans func(name string) (bean any, ok bool)

// NoBean is a bean that an option names and that is not there, or not of the kind.
type NoBean struct{ Name, Kind string }

func (e *NoBean) Error() string { return fmt.Sprintf("there is no bean %q that is %s", e.Name, e.Kind) }

// Problem is what is wrong with an option.
type Problem struct {
	Option string // its name in the route file
	Msg    string
	Hint   string // what to write instead; may be empty
	Need   string // what it needs that this build does not have, as in a diagnostic; may be empty
}

func (p *Problem) Error() string { return p.Msg }

// beanOf finds the bean of a kind that an option names, with or without # before it; T's zero value where it names none.
func beanOf[T any](beans Beans, name, kind string) (found T, err error) {
	name = strings.TrimPrefix(strings.TrimPrefix(name, "#bean:"), "#")
	if name == "" {
		return found, nil
	}
	bean, ok := beans(name)
	if ok && bean == nil {
		return found, nil // what is wrong with it was reported
	}
	if found, ok = bean.(T); !ok {
		return found, &NoBean{name, kind}
	}
	return found, nil
}
