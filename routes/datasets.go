package routes

import (
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/dromedary-go/dromedary/components"
)

// dataSet makes a data set of the properties that all its classes have.
func dataSet(properties *components.Map, size int64, args []string) (*components.DataSet, error) {
	set := &components.DataSet{Size: size, Headers: &components.Map{}}
	written := properties.Value("size")
	if written == nil && len(args) > 0 {
		written = args[0]
	}
	for _, number := range []struct {
		name  string
		value any
		into  *int64
	}{{"size", written, &set.Size}, {"reportCount", properties.Value("reportCount"), &set.ReportCount}} {
		if number.value == nil {
			continue
		}
		n, err := components.Int(number.value)
		if err != nil {
			return nil, fmt.Errorf("%s %q is no whole number", number.name, components.Text(number.value))
		}
		*number.into = n
	}
	if set.Size < 1 {
		return nil, errors.New("a data set needs a size of at least 1")
	}
	for name, v := range properties.All() {
		if header, ok := strings.CutPrefix(name, "defaultHeaders."); ok {
			set.Headers.Set(header, v)
		}
	}
	if m, ok := properties.Value("defaultHeaders").(*components.Map); ok {
		set.Headers = m
	}
	return set, nil
}

func newSimpleDataSet(_ *compiler, properties *components.Map, args []string) (any, error) {
	set, err := dataSet(properties, 10, args)
	if err != nil {
		return nil, err
	}
	body, ok := properties.Get("defaultBody")
	if !ok {
		body = "<hello>world!</hello>"
	}
	set.Bodies = []any{body}
	return set, nil
}

func newListDataSet(_ *compiler, properties *components.Map, _ []string) (any, error) {
	bodies, whole := properties.Value("defaultBodies").([]any)
	if !whole {
		indexed := &components.Map{}
		for name, v := range properties.All() {
			if index, ok := strings.CutPrefix(name, "defaultBodies"); ok {
				indexed.Set(index, v)
			}
		}
		var err error
		if bodies, err = listOf(indexed); err != nil {
			return nil, fmt.Errorf("defaultBodies: %w", err)
		}
	}
	size := int64(0) // entries set one by one are not counted, as in Camel
	if whole {
		size = int64(len(bodies))
	}
	set, err := dataSet(properties, size, nil)
	if err != nil {
		return nil, err
	}
	if len(bodies) == 0 {
		return nil, errors.New("it has no defaultBodies")
	}
	set.Bodies = bodies
	return set, nil
}

// newFileDataSet reads the file named by the first argument; the second is a regular expression for what stands between bodies.
func newFileDataSet(c *compiler, properties *components.Map, args []string) (any, error) {
	if len(args) == 0 || len(args) > 2 {
		return nil, errors.New("it needs constructors: the file's name, and what stands between bodies if there are several")
	}
	text, err := os.ReadFile(args[0])
	if err != nil && c.env.Alone {
		text, err = []byte("a file that is not here"), nil
	}
	if err != nil {
		return nil, err
	}
	bodies := []any{string(text)}
	if len(args) == 2 {
		delimiter, err := regexp.Compile(args[1])
		if err != nil {
			return nil, fmt.Errorf("%q is no regular expression", args[1])
		}
		bodies = nil
		for _, body := range delimiter.Split(string(text), -1) {
			if body != "" {
				bodies = append(bodies, body)
			}
		}
	}
	set, err := dataSet(properties, int64(len(bodies)), nil)
	if err != nil {
		return nil, err
	}
	set.Bodies = bodies
	return set, nil
}
