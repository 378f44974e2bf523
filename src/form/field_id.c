/* SPDX-License-Identifier: MIT */
/* Resident ID numbers: GB 11643 (check digit by ISO 7064 MOD 11-2). */
#include "form/field.h"

#include <ctype.h>
#include <string.h>

enum { ID_LENGTH = 18, BIRTH_AT = 6, SEX_AT = 16 };

static char
check_digit(const char *id)
{
	static const char digits[] = "10X98765432";
	int sum = 0;
	int weight = 1;

	/* Weights are powers of two modulo 11, from the right. */
	for (int i = ID_LENGTH - 2; i >= 0; i--) {
		weight = weight * 2 % 11;
		sum += (id[i] - '0') * weight;
	}
	return digits[sum % 11];
}

static int
number_at(const char *id, int start, int length)
{
	int number = 0;

	for (int i = start; i < start + length; i++)
		number = number * 10 + (id[i] - '0');
	return number;
}

bool
field_resident_id(
	const char *id, struct date *birth, const char **sex, struct err *err)
{
	int year;
	int month;
	int day;

	if (strlen(id) != ID_LENGTH ||
		strspn(id, "0123456789") < ID_LENGTH - 1 ||
		(!isdigit((unsigned char)id[ID_LENGTH - 1]) &&
			toupper((unsigned char)id[ID_LENGTH - 1]) != 'X'))
		return err_set(err, ERR_INPUT,
			"居民身份证号应是18位，前17位是数字：%s", id);
	year = number_at(id, BIRTH_AT, 4);
	month = number_at(id, BIRTH_AT + 4, 2);
	day = number_at(id, BIRTH_AT + 6, 2);
	if (!date_is_valid(year, month, day))
		return err_set(err, ERR_INPUT,
			"身份证号里的出生日期不存在：%04d-%02d-%02d，请核对第7至14位",
			year, month, day);
	if (toupper((unsigned char)id[ID_LENGTH - 1]) != check_digit(id))
		return err_set(err, ERR_INPUT,
			"身份证号校验位不对（末位是%c），多半有一位打错，请逐位核对",
			id[ID_LENGTH - 1]);
	if (birth != NULL)
		*birth = date_make(year, month, day);
	if (sex != NULL)
		*sex = (id[SEX_AT] - '0') % 2 == 1 ? "男" : "女";
	return true;
}
