package health

import "math"

// rollingSum is the sum of the values in a window as they enter and leave it. A plain running sum keeps the
// rounding error of every large value that ever passed through, and would report a few millionths of a failed
// request for a window without any; this one compensates for it, and is exactly 0 when only zeros are left.
//
// Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen", Zeitschrift für
// Angewandte Mathematik und Mechanik 54 (1974), pages 39–51.
type rollingSum struct {
	sum, compensation float64
	// nonzero counts the values in the window that are not 0.
	nonzero int
}

func (s *rollingSum) add(x float64) {
	if x != 0 {
		s.nonzero++
		s.accumulate(x)
	}
}

func (s *rollingSum) drop(x float64) {
	if x == 0 {
		return
	}
	if s.nonzero--; s.nonzero == 0 {
		s.sum, s.compensation = 0, 0
		return
	}
	s.accumulate(-x)
}

func (s *rollingSum) accumulate(x float64) {
	sum := s.sum + x
	if math.Abs(s.sum) >= math.Abs(x) {
		s.compensation += (s.sum - sum) + x
	} else {
		s.compensation += (x - sum) + s.sum
	}
	s.sum = sum
}

func (s *rollingSum) value() float64 { return s.sum + s.compensation }

// count is the sum of counts, which what rounding is left must not make negative.
func (s *rollingSum) count() float64 { return math.Max(0, s.value()) }
