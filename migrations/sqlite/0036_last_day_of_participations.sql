-- The last day of its training stands with each participation too, as accounts are worked out from it:
-- looked up, each participation took reading a second page somewhere else, and most of the time of an
-- account. NULL: the training has to be asked, as of those of before and of a training that is withdrawn.
ALTER TABLE participation ADD COLUMN training_end TEXT;

-- Whoever writes the next version of a training: those that stand follow.
CREATE TRIGGER participations_follow AFTER INSERT ON training
    WHEN NEW.version > 1 AND NEW.known_to = 9223372036854775807
BEGIN
    UPDATE participation SET training_end = CASE NEW.withdrawn WHEN 0 THEN NEW.end_date END
        WHERE employer_id = NEW.employer_id AND training_id = NEW.id AND known_to = 9223372036854775807
        AND training_end IS NOT NULL AND (NEW.withdrawn <> 0 OR training_end <> NEW.end_date);
END;
