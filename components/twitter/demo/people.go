package demo

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"

	"github.com/dromedary-go/dromedary/components/twitter/demo/cats"
)

//go:embed people.txt
var peopleText string

// person is somebody who posts, with a cat that always looks the same.
type person struct {
	index                   int
	name, handle, lang, pet string
	cat                     cats.Cat
}

// id is the number by which the wire knows a person.
func (p *person) id() string { return fmt.Sprintf("15000000000000%05d", p.index+1) }

var everybody = sync.OnceValue(func() []*person {
	var people []*person
	for line := range strings.Lines(peopleText) {
		f := strings.Split(strings.TrimSpace(line), " | ")
		if len(f) != 4 || strings.HasPrefix(line, "#") {
			continue
		}
		i := len(people)
		people = append(people, &person{index: i, name: f[0], handle: f[1], lang: f[2], pet: f[3], cat: cats.Meet(uint64(i) * 31)})
	}
	return people
})

// author is the person whose post or picture an id belongs to.
func author(id uint64) *person {
	people := everybody()
	return people[authorOf(id)%len(people)]
}

func byHandle(handle string) *person {
	for _, p := range everybody() {
		if strings.EqualFold(p.handle, handle) {
			return p
		}
	}
	return nil
}
