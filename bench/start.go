package main

// startTime measures from the start of the process to the first line that a route logs.
func startTime(b *bench) error {
	took := newFigure(b, "to the first message", ms, false)
	cpu := newFigure(b, "CPU", ms, false)
	memory := newFigure(b, "memory then", mib, false)
	for turn := range *starts + 1 {
		for i, c := range b.contenders {
			u, err := c.until(b.dir, "Hello 1", route("start.yaml"))
			if err != nil {
				return err
			}
			if turn == 0 { // fills the disk cache
				continue
			}
			took.add(i, u.wall.Seconds())
			cpu.add(i, u.cpu.Seconds())
			memory.add(i, float64(u.resident))
		}
	}
	printTable(b, "start", took, cpu, memory)
	return nil
}

// until runs a route file until a line with a text comes and answers what that took.
func (c contender) until(dir, text, file string, properties ...string) (usage, error) {
	marks, err := c.marks(dir, []string{text}, nil, file, properties...)
	if err != nil {
		return usage{}, err
	}
	return marks[0], nil
}
